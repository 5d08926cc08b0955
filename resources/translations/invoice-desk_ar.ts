<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Invoice Desk</source>
        <translation>حول Invoice Desk</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>ال&amp;برنامج</translation>
    </message>
    <message>
        <source>&amp;Licences</source>
        <translation>ال&amp;رخص</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>الإصدار %1</translation>
    </message>
    <message>
        <source>Reads invoices in Arabic, English and French on your own machine, and sends nothing of them anywhere. Invoice Desk is free software under the MIT licence.</source>
        <translation>يقرأ الفواتير بالعربية والإنجليزية والفرنسية على جهازك، ولا يرسل منها شيئًا إلى أي مكان. Invoice Desk برنامج حر برخصة MIT.</translation>
    </message>
    <message>
        <source>It rests on the work of many: among others Qt %1 (LGPL), Tesseract (Apache), PyTorch (BSD) and OpenCV (Apache). All parts and the full texts of their licences stand under Licences.</source>
        <translation>يقوم على عمل كثيرين، منهم Qt %1 (LGPL) وTesseract (Apache) وPyTorch (BSD) وOpenCV (Apache). جميع المكوّنات ونصوص رخصها الكاملة تحت «الرخص».</translation>
    </message>
    <message>
        <source>Qt is used under the LGPL, version 3. Its libraries lie as files of their own in the folder of the program, and you may replace them by your own.</source>
        <translation>يُستخدم Qt برخصة LGPL، الإصدار 3. مكتباته ملفات مستقلة في مجلد البرنامج، ولك أن تستبدلها بمكتباتك.</translation>
    </message>
</context>
<context>
    <name>ActivityView</name>
    <message>
        <source>What runs in the background</source>
        <translation>ما يعمل في الخلفية</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Read all again</source>
        <translation>قراءة الكل من جديد</translation>
    </message>
    <message>
        <source>Invoices that failed</source>
        <translation>الفواتير التي فشلت</translation>
    </message>
    <message>
        <source>Nothing runs</source>
        <translation>لا شيء يعمل</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) wait</source>
        <translation>
            <numerusform>لا فاتورة تنتظر</numerusform>
            <numerusform>فاتورة واحدة تنتظر</numerusform>
            <numerusform>فاتورتان تنتظران</numerusform>
            <numerusform>%Ln فواتير تنتظر</numerusform>
            <numerusform>%Ln فاتورة تنتظر</numerusform>
            <numerusform>%Ln فاتورة تنتظر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) failed</source>
        <translation>
            <numerusform>لم تفشل أي فاتورة</numerusform>
            <numerusform>فشلت فاتورة واحدة</numerusform>
            <numerusform>فشلت فاتورتان</numerusform>
            <numerusform>فشلت %Ln فواتير</numerusform>
            <numerusform>فشلت %Ln فاتورة</numerusform>
            <numerusform>فشلت %Ln فاتورة</numerusform>
        </translation>
    </message>
    <message>
        <source>No invoice failed</source>
        <translation>لم تفشل أي فاتورة</translation>
    </message>
    <message>
        <source>Read %1 again</source>
        <translation>قراءة %1 من جديد</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>عرض %1</translation>
    </message>
</context>
<context>
    <name>AmountEditor</name>
    <message>
        <source>New amount</source>
        <translation>مبلغ جديد</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something unexpected happened: %1</source>
        <translation>حدث أمر غير متوقع: %1</translation>
    </message>
    <message>
        <source>What was done until now is kept. Please report it.</source>
        <translation>ما أُنجز حتى الآن محفوظ. يُرجى الإبلاغ عن ذلك.</translation>
    </message>
    <message>
        <source>A report without anything of your invoices lies at %1</source>
        <translation>يوجد تقرير لا يحوي شيئًا من فواتيرك هنا: %1</translation>
    </message>
    <message>
        <source>Something unexpected happened the last time. A report of it, with nothing of your invoices in it, lies at %1</source>
        <translation>حدث أمر غير متوقع في المرة السابقة. يوجد تقرير عنه، لا يحوي شيئًا من فواتيرك، هنا: %1</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Brightness and contrast</source>
        <translation>السطوع والتباين</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>السطوع</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>التباين</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>عكس الألوان</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>إعادة الضبط</translation>
    </message>
</context>
<context>
    <name>Applier</name>
    <message>
        <source>%1 of %2 values were not taken</source>
        <translation>لم تُؤخذ %1 من أصل %2 قيمة</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Show all columns</source>
        <translation>إظهار كل الأعمدة</translation>
    </message>
</context>
<context>
    <name>ArrivalNews</name>
    <message>
        <source>They stand in the list.</source>
        <translation>تجدها في القائمة.</translation>
    </message>
</context>
<context>
    <name>BucketForm</name>
    <message>
        <source>S3 needs a part that is not installed: pip install &apos;invoice-desk[s3]&apos;</source>
        <translation>يحتاج S3 إلى مكوّن غير مثبَّت: pip install &apos;invoice-desk[s3]&apos;</translation>
    </message>
    <message>
        <source>Amazon&apos;s</source>
        <translation>خادم Amazon</translation>
    </message>
    <message>
        <source>As this machine is set up</source>
        <translation>حسب إعداد هذا الجهاز</translation>
    </message>
    <message>
        <source>&amp;Bucket</source>
        <translation>ال&amp;حاوية</translation>
    </message>
    <message>
        <source>Names be&amp;gin with</source>
        <translation>تبدأ الأسماء &amp;بـ</translation>
    </message>
    <message>
        <source>Access &amp;key</source>
        <translation>م&amp;فتاح الوصول</translation>
    </message>
    <message>
        <source>&amp;Secret</source>
        <translation>ال&amp;سر</translation>
    </message>
    <message>
        <source>Without a key, the AWS profile or role of this machine is used.</source>
        <translation>بلا مفتاح يُستخدم ملف AWS أو الدور المُعدّ على هذا الجهاز.</translation>
    </message>
    <message>
        <source>S&amp;erver</source>
        <translation>ال&amp;خادم</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>الم&amp;نطقة</translation>
    </message>
    <message>
        <source>there is no bucket</source>
        <translation>لم تُحدَّد حاوية</translation>
    </message>
    <message>
        <source>give its name</source>
        <translation>اكتب اسمها</translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>%1: cannot be sorted</source>
        <translation>%1: لا يمكن الفرز به</translation>
    </message>
    <message>
        <source>Typed by %1</source>
        <translation>أدخلها %1</translation>
    </message>
    <message>
        <source>Confirmed by a person</source>
        <translation>أكّدها شخص</translation>
    </message>
    <message>
        <source>Read as %1 (%2 sure)</source>
        <translation>قُرئت %1 (بثقة %2)</translation>
    </message>
    <message>
        <source>Nothing was read here</source>
        <translation>لم يُقرأ شيء هنا</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
</context>
<context>
    <name>CheckEditor</name>
    <message>
        <source>Ticked or not</source>
        <translation>مؤشَّر أم لا</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>New</source>
        <translation>جديدة</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>مقبولة</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>مُصدَّرة</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>مكررة</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>مرفوضة</translation>
    </message>
</context>
<context>
    <name>ColumnList</name>
    <message>
        <source>Columns, in their order</source>
        <translation>الأعمدة بترتيبها</translation>
    </message>
    <message>
        <source>Tick what goes out; drag it, or Alt+Up and Alt+Down, into its order</source>
        <translation>أشّر على ما يُصدَّر؛ اسحبه، أو Alt+أعلى وAlt+أسفل، لترتيبه</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>No.</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>القالب</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>اكتب ما تريد فعله</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Invoices (%1)</source>
        <translation>فواتير (%1)</translation>
    </message>
    <message>
        <source>Open invoices</source>
        <translation>فتح فواتير</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>فتح مجلد</translation>
    </message>
    <message>
        <source>There is no file and no picture in the clipboard.</source>
        <translation>لا يوجد ملف ولا صورة في الحافظة.</translation>
    </message>
    <message>
        <source>Importing templates</source>
        <translation>استيراد القوالب</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Your numbers, exact</source>
        <translation>أعدادك، مطابقة تمامًا</translation>
    </message>
    <message>
        <source>Your numbers, digits right</source>
        <translation>أعدادك، أرقام صحيحة</translation>
    </message>
    <message>
        <source>Drawn numbers, exact</source>
        <translation>أعداد مولّدة، مطابقة تمامًا</translation>
    </message>
    <message>
        <source>Drawn numbers, confidence off by</source>
        <translation>أعداد مولّدة، انحراف الثقة</translation>
    </message>
    <message>
        <source>The new model reads your numbers better. It is in use from the next invoice on.</source>
        <translation>يقرأ النموذج الجديد أعدادك قراءة أفضل. يُستعمل بدءًا من الفاتورة التالية.</translation>
    </message>
    <message>
        <source>The new model reads the drawn numbers worse than before: it has forgotten something. It is kept aside, and the one before stays in use.</source>
        <translation>يقرأ النموذج الجديد الأعداد المولّدة أسوأ من قبل: لقد نسي شيئًا. نُحّي جانبًا، ويبقى السابق مستعملًا.</translation>
    </message>
    <message>
        <source>The new model reads your numbers no better. It is kept aside, and the one before stays in use.</source>
        <translation>لا يقرأ النموذج الجديد أعدادك قراءة أفضل. نُحّي جانبًا، ويبقى السابق مستعملًا.</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 من %3)</translation>
    </message>
    <message>
        <source>Shipped model</source>
        <translation>النموذج المرفق</translation>
    </message>
    <message>
        <source>Your model %1</source>
        <translation>نموذجك %1</translation>
    </message>
</context>
<context>
    <name>ConfusionPicture</name>
    <message>
        <source>Which digit is taken for which</source>
        <translation>أي رقم يُقرأ بدل أي رقم</translation>
    </message>
    <message>
        <source>%1 read as %2: %3 times</source>
        <translation>%1 قُرئ %2: %3 مرات</translation>
    </message>
    <message>
        <source>%1 read as no digit: %3 times</source>
        <translation>%1 لم يُقرأ رقمًا: %3 مرات</translation>
    </message>
</context>
<context>
    <name>Consent</name>
    <message>
        <source>Address of the sign-in page</source>
        <translation>عنوان صفحة تسجيل الدخول</translation>
    </message>
    <message>
        <source>Open the browser again</source>
        <translation>فتح المتصفح مرة أخرى</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>نسخ العنوان</translation>
    </message>
    <message>
        <source>Cancel the sign-in</source>
        <translation>إلغاء تسجيل الدخول</translation>
    </message>
    <message>
        <source>Opening Google&apos;s page…</source>
        <translation>جارٍ فتح صفحة Google…</translation>
    </message>
    <message>
        <source>Waiting until you have agreed in your browser…</source>
        <translation>بانتظار موافقتك في المتصفح…</translation>
    </message>
    <message>
        <source>No browser could be opened. Open this address in a browser of this computer:</source>
        <translation>تعذّر فتح متصفح. افتح هذا العنوان في متصفح على هذا الحاسوب:</translation>
    </message>
    <message>
        <source>Copied. Open the address in a browser of this computer.</source>
        <translation>تم النسخ. افتح العنوان في متصفح على هذا الحاسوب.</translation>
    </message>
</context>
<context>
    <name>ContainerForm</name>
    <message>
        <source>https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>https://NAME.blob.core.windows.net/CONTAINER</translation>
    </message>
    <message>
        <source>Saved listing</source>
        <translation>قائمة محفوظة</translation>
    </message>
    <message>
        <source>XML (*.xml)</source>
        <translation>XML (*.xml)</translation>
    </message>
    <message>
        <source>Also without encryption (http)</source>
        <translation>بلا تشفير أيضًا (http)</translation>
    </message>
    <message>
        <source>Also machines of this network</source>
        <translation>أجهزة هذه الشبكة أيضًا</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>ال&amp;عنوان</translation>
    </message>
    <message>
        <source>&amp;SAS</source>
        <translation>&amp;SAS</translation>
    </message>
    <message>
        <source>Leave it empty for a public container. It needs the rights to list and to read.</source>
        <translation>اتركه فارغًا لحاوية عامة. يلزمه حق السرد وحق القراءة.</translation>
    </message>
    <message>
        <source>Saved &amp;listing</source>
        <translation>ال&amp;قائمة المحفوظة</translation>
    </message>
    <message>
        <source>An XML file with the names, in place of the container&apos;s own listing. May be empty.</source>
        <translation>ملف XML فيه الأسماء بدل قائمة الحاوية نفسها. يمكن تركه فارغًا.</translation>
    </message>
    <message>
        <source>Names &amp;begin with</source>
        <translation>تبدأ الأسماء &amp;بـ</translation>
    </message>
    <message>
        <source>there is no container</source>
        <translation>لم تُحدَّد حاوية</translation>
    </message>
    <message>
        <source>give its address, or a saved listing</source>
        <translation>اكتب عنوانها أو اختر قائمة محفوظة</translation>
    </message>
    <message>
        <source>is no file</source>
        <translation>ليس ملفًا</translation>
    </message>
    <message>
        <source>choose the listing that was saved</source>
        <translation>اختر القائمة التي حُفظت</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n value(s) to look at</source>
        <translation>
            <numerusform>لا قيمة للمراجعة</numerusform>
            <numerusform>قيمة واحدة للمراجعة</numerusform>
            <numerusform>قيمتان للمراجعة</numerusform>
            <numerusform>%Ln قيم للمراجعة</numerusform>
            <numerusform>%Ln قيمة للمراجعة</numerusform>
            <numerusform>%Ln قيمة للمراجعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) corrected:</source>
        <translation>
            <numerusform>لم تُصحَّح أي قيمة:</numerusform>
            <numerusform>صُحّحت قيمة واحدة:</numerusform>
            <numerusform>صُحّحت قيمتان:</numerusform>
            <numerusform>صُحّحت %Ln قيم:</numerusform>
            <numerusform>صُحّحت %Ln قيمة:</numerusform>
            <numerusform>صُحّحت %Ln قيمة:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>لا أسطر</numerusform>
            <numerusform>سطر واحد</numerusform>
            <numerusform>سطران</numerusform>
            <numerusform>%Ln أسطر</numerusform>
            <numerusform>%Ln سطرًا</numerusform>
            <numerusform>%Ln سطر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail</source>
        <translation>
            <numerusform>لم يفشل أي تحقق</numerusform>
            <numerusform>فشل تحقق واحد</numerusform>
            <numerusform>فشل تحققان</numerusform>
            <numerusform>فشلت %Ln تحققات</numerusform>
            <numerusform>فشل %Ln تحققًا</numerusform>
            <numerusform>فشل %Ln تحقق</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>لا حقول</numerusform>
            <numerusform>حقل واحد</numerusform>
            <numerusform>حقلان</numerusform>
            <numerusform>%Ln حقول</numerusform>
            <numerusform>%Ln حقلًا</numerusform>
            <numerusform>%Ln حقل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s)</source>
        <translation>
            <numerusform>لا فواتير</numerusform>
            <numerusform>فاتورة واحدة</numerusform>
            <numerusform>فاتورتان</numerusform>
            <numerusform>%Ln فواتير</numerusform>
            <numerusform>%Ln فاتورة</numerusform>
            <numerusform>%Ln فاتورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First version, %n field(s)</source>
        <translation>
            <numerusform>النسخة الأولى، لا حقول</numerusform>
            <numerusform>النسخة الأولى، حقل واحد</numerusform>
            <numerusform>النسخة الأولى، حقلان</numerusform>
            <numerusform>النسخة الأولى، %Ln حقول</numerusform>
            <numerusform>النسخة الأولى، %Ln حقلًا</numerusform>
            <numerusform>النسخة الأولى، %Ln حقل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ولا غير ذلك</numerusform>
            <numerusform>وواحد غيرها</numerusform>
            <numerusform>واثنان غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
            <numerusform>و%Ln غيرها</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>The part of the page</source>
        <translation>جزء الصفحة</translation>
    </message>
</context>
<context>
    <name>Curve</name>
    <message>
        <source>your numbers</source>
        <translation>أعدادك</translation>
    </message>
    <message>
        <source>drawn numbers</source>
        <translation>أعداد مولّدة</translation>
    </message>
    <message>
        <source>After epoch %1: your numbers %2, drawn numbers %3</source>
        <translation>بعد الدورة %1: أعدادك %2، والأعداد المولّدة %3</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Exact numbers by epoch</source>
        <translation>الأعداد المطابقة لكل دورة</translation>
    </message>
    <message>
        <source>Loss by epoch</source>
        <translation>الخسارة لكل دورة</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>New date</source>
        <translation>تاريخ جديد</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>اختيار يوم</translation>
    </message>
</context>
<context>
    <name>DeskCommands</name>
    <message>
        <source>Open another desk</source>
        <translation>فتح مساحة عمل أخرى</translation>
    </message>
    <message>
        <source>New desk: choose an empty folder</source>
        <translation>مساحة عمل جديدة: اختر مجلدًا فارغًا</translation>
    </message>
    <message>
        <source>there is no desk in this folder</source>
        <translation>لا توجد مساحة عمل في هذا المجلد</translation>
    </message>
    <message>
        <source>choose another folder, or make a desk with File &gt; New desk</source>
        <translation>اختر مجلدًا آخر، أو أنشئ مساحة عمل من «ملف» ثم «مساحة عمل جديدة»</translation>
    </message>
    <message>
        <source>other files lie in this folder</source>
        <translation>في هذا المجلد ملفات أخرى</translation>
    </message>
    <message>
        <source>choose an empty folder; the dialog can make one</source>
        <translation>اختر مجلدًا فارغًا؛ يمكن إنشاؤه من مربع الحوار</translation>
    </message>
</context>
<context>
    <name>DeskWork</name>
    <message>
        <source>Exporting</source>
        <translation>التصدير</translation>
    </message>
    <message>
        <source>Taking in</source>
        <translation>الإضافة</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>القراءة</translation>
    </message>
</context>
<context>
    <name>DigitTraining</name>
    <message>
        <source>PyTorch is not installed, which reading digits needs. Install it: %1</source>
        <translation>‏PyTorch اللازم لقراءة الأرقام غير مثبّت. ثبّته: %1</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>جارٍ الإيقاف…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>جارٍ البدء…</translation>
    </message>
    <message numerus="yes">
        <source>(about %n second(s) left)</source>
        <translation>
            <numerusform>(أوشك أن ينتهي)</numerusform>
            <numerusform>(بقيت ثانية تقريبًا)</numerusform>
            <numerusform>(بقيت ثانيتان تقريبًا)</numerusform>
            <numerusform>(بقيت %Ln ثوانٍ تقريبًا)</numerusform>
            <numerusform>(بقيت %Ln ثانية تقريبًا)</numerusform>
            <numerusform>(بقيت %Ln ثانية تقريبًا)</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through the invoices…</source>
        <translation>جارٍ تصفح الفواتير…</translation>
    </message>
    <message>
        <source>Reading numbers that are known…</source>
        <translation>جارٍ قراءة أعداد معروفة…</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>جارٍ التعلم…</translation>
    </message>
    <message>
        <source>Fitting the confidence…</source>
        <translation>جارٍ ضبط الثقة…</translation>
    </message>
    <message>
        <source>Reading them with the new model…</source>
        <translation>جارٍ قراءتها بالنموذج الجديد…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>توقف. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>In use from the next invoice on: %1</source>
        <translation>يُستعمل بدءًا من الفاتورة التالية: %1</translation>
    </message>
    <message>
        <source>Back to: %1</source>
        <translation>العودة إلى: %1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>حُذف: %1</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Invoices</source>
        <translation>الفواتير</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>القيم</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>القالب</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
</context>
<context>
    <name>DriveAccounts</name>
    <message>
        <source>Client id of Google&apos;s console</source>
        <translation>معرّف العميل من وحدة تحكم Google</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>ملفات JSON ‏(*.json)</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>تسجيل الدخول…</translation>
    </message>
    <message>
        <source>Service account…</source>
        <translation>حساب خدمة…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Google knows this program by a client id; its JSON file comes from Google&apos;s console:</source>
        <translation>تعرف Google هذا البرنامج بمعرّف عميل؛ يأتي ملف JSON الخاص به من وحدة تحكم Google:</translation>
    </message>
    <message>
        <source>Sign in again…</source>
        <translation>تسجيل الدخول من جديد…</translation>
    </message>
    <message>
        <source>Google account</source>
        <translation>حساب Google</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>لم يسجّل أحد الدخول</translation>
    </message>
    <message>
        <source>Let a service account in by the JSON file of its key</source>
        <translation>إدخال حساب خدمة بملف JSON لمفتاحه</translation>
    </message>
    <message>
        <source>Forget this account, and let Google take its access back</source>
        <translation>نسيان هذا الحساب وجعل Google تسحب إذن الوصول</translation>
    </message>
    <message>
        <source>Trying the key…</source>
        <translation>جارٍ تجربة المفتاح…</translation>
    </message>
    <message>
        <source>Signing out…</source>
        <translation>جارٍ تسجيل الخروج…</translation>
    </message>
    <message>
        <source>%1 is another account than this source&apos;s; sign in with that one.</source>
        <translation>‏%1 حساب غير حساب هذا المصدر؛ سجّل الدخول بذلك الحساب.</translation>
    </message>
    <message>
        <source>%1 is signed in.</source>
        <translation>سجّل %1 الدخول.</translation>
    </message>
    <message>
        <source>Signed out; Google has taken the access back.</source>
        <translation>تم تسجيل الخروج؛ سحبت Google إذن الوصول.</translation>
    </message>
    <message>
        <source>Signed out, but Google could not be told: remove the access at myaccount.google.com/permissions.</source>
        <translation>تم تسجيل الخروج، لكن تعذّر إبلاغ Google: أزل إذن الوصول في myaccount.google.com/permissions.</translation>
    </message>
</context>
<context>
    <name>DriveFolders</name>
    <message>
        <source>Folders of Google Drive</source>
        <translation>مجلدات Google Drive</translation>
    </message>
    <message>
        <source>My Drive</source>
        <translation>ملفاتي</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>مشاركة معي</translation>
    </message>
    <message>
        <source>Shared drives</source>
        <translation>مساحات التخزين السحابي المشتركة</translation>
    </message>
</context>
<context>
    <name>DriveForm</name>
    <message>
        <source>Subfolders, too</source>
        <translation>مع المجلدات الفرعية</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>صور</translation>
    </message>
    <message>
        <source>Google&apos;s documents and sheets, as PDF</source>
        <translation>مستندات Google وجداولها بصيغة PDF</translation>
    </message>
    <message>
        <source>nobody is signed in to Google Drive</source>
        <translation>لم يسجّل أحد الدخول إلى Google Drive</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>سجّل الدخول</translation>
    </message>
    <message>
        <source>no folder is chosen</source>
        <translation>لم يُختر أي مجلد</translation>
    </message>
    <message>
        <source>pick one in the tree, or paste its address</source>
        <translation>اختر واحدًا من الشجرة أو ألصق عنوانه</translation>
    </message>
    <message>
        <source>Pick a folder below, or paste its address from the browser</source>
        <translation>اختر مجلدًا أدناه، أو ألصق عنوانه من المتصفح</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>ال&amp;حساب</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>الم&amp;جلد</translation>
    </message>
    <message>
        <source>Address of the folder</source>
        <translation>عنوان المجلد</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Looking for the folder…</source>
        <translation>جارٍ البحث عن المجلد…</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>المختار: %1</translation>
    </message>
</context>
<context>
    <name>ExportCommands</name>
    <message>
        <source>Report</source>
        <translation>تقرير</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>كتابة التقرير</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>كُتب: %1</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>تصدير</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>الصيغة</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>All</source>
        <translation>الكل</translation>
    </message>
    <message>
        <source>None</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>What goes out</source>
        <translation>ما يُصدَّر</translation>
    </message>
    <message>
        <source>The first rows as they will stand</source>
        <translation>الصفوف الأولى كما ستظهر</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) go out. They begin like this:</source>
        <translation>
            <numerusform>لا تُصدَّر أي فاتورة. البداية هكذا:</numerusform>
            <numerusform>تُصدَّر فاتورة واحدة. تبدأ هكذا:</numerusform>
            <numerusform>تُصدَّر فاتورتان. تبدآن هكذا:</numerusform>
            <numerusform>تُصدَّر %Ln فواتير. تبدأ هكذا:</numerusform>
            <numerusform>تُصدَّر %Ln فاتورة. تبدأ هكذا:</numerusform>
            <numerusform>تُصدَّر %Ln فاتورة. تبدأ هكذا:</numerusform>
        </translation>
    </message>
    <message>
        <source>No invoice is accepted yet: accept some, or let those go out that nobody accepted.</source>
        <translation>لم تُقبل أي فاتورة بعد: اقبل بعضها، أو صدِّر أيضًا ما لم يقبله أحد.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ال&amp;ملف</translation>
    </message>
    <message>
        <source>Columns: tick them, drag them into their order</source>
        <translation>الأعمدة: أشِّر عليها واسحبها إلى ترتيبها</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>التصدير إلى</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Field</source>
        <translation>الحقل</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>إلزامي</translation>
    </message>
    <message>
        <source>Total, invoice number, ...</source>
        <translation>الإجمالي، رقم الفاتورة…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>الا&amp;سم</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>ال&amp;نوع</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>ال&amp;دور</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>اللغات</translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Name of the template</source>
        <translation>اسم القالب</translation>
    </message>
    <message>
        <source>Fields of the template</source>
        <translation>حقول القالب</translation>
    </message>
    <message>
        <source>Draw a region</source>
        <translation>رسم منطقة</translation>
    </message>
    <message>
        <source>Read this invoice</source>
        <translation>قراءة هذه الفاتورة</translation>
    </message>
    <message>
        <source>Draw a box around each value that is to be read, and name it.</source>
        <translation>ارسم إطارًا حول كل قيمة يُراد قراءتها وسمِّها.</translation>
    </message>
    <message>
        <source>A new template, kept when it reads its first invoice</source>
        <translation>قالب جديد، يُحفظ حين يقرأ فاتورته الأولى</translation>
    </message>
    <message>
        <source>Version %1, changed and not kept yet: reading keeps it as a new version</source>
        <translation>النسخة %1، عُدّلت ولم تُحفظ بعد: القراءة تحفظها نسخة جديدة</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>النسخة %1</translation>
    </message>
    <message>
        <source>This invoice was read by version %1</source>
        <translation>قُرئت هذه الفاتورة بالنسخة %1</translation>
    </message>
    <message>
        <source>This invoice was read by version %1 of “%2”</source>
        <translation>قُرئت هذه الفاتورة بالنسخة %1 من «%2»</translation>
    </message>
    <message>
        <source> · must be there</source>
        <translation> · إلزامي</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>قُرئت بـ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Your numbers</source>
        <translation>أعدادك</translation>
    </message>
    <message>
        <source>Drawn numbers</source>
        <translation>أعداد مولّدة</translation>
    </message>
    <message>
        <source>The same lines for everybody, so that forgetting is seen</source>
        <translation>الأسطر نفسها للجميع، ليظهر النسيان</translation>
    </message>
    <message>
        <source>Numbers that you corrected or accepted and that are never learnt from</source>
        <translation>أعداد صحّحتها أو قبلتها ولا يُتعلَّم منها أبدًا</translation>
    </message>
    <message>
        <source>Exact numbers</source>
        <translation>أعداد مطابقة تمامًا</translation>
    </message>
    <message>
        <source>Digits right</source>
        <translation>أرقام صحيحة</translation>
    </message>
    <message>
        <source>Confidence off by</source>
        <translation>انحراف الثقة</translation>
    </message>
    <message>
        <source>Evaluate: numbers whose text is known are read again, and what is read is compared.</source>
        <translation>التقييم: تُقرأ من جديد الأعداد المعروف نصها، ويُقارن ما قُرئ.</translation>
    </message>
    <message>
        <source>Printed (rows) and read (columns)</source>
        <translation>المطبوع (الصفوف) والمقروء (الأعمدة)</translation>
    </message>
    <message>
        <source>Read wrong</source>
        <translation>قُرئت خطأ</translation>
    </message>
    <message>
        <source>On this desk: %1 numbers to learn from, %2 kept apart to judge by, %3 of them corrected. %4 left out, for their print is not certain.</source>
        <translation>في مساحة العمل هذه: %1 عددًا للتعلم، و%2 معزولة للتقييم، منها %3 مصحَّحة. استُبعد %4 لأن طباعتها غير مؤكدة.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>between how sure and how right</source>
        <translation>بين الثقة والصحة</translation>
    </message>
    <message>
        <source>None: every number is read right.</source>
        <translation>لا شيء: كل الأعداد قُرئت صحيحة.</translation>
    </message>
    <message>
        <source>worst: %1, %2</source>
        <translation>الأسوأ: %1، %2</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>الخطوات الأولى</translation>
    </message>
    <message>
        <source>Leave the first steps; Help shows them again</source>
        <translation>ترك الخطوات الأولى؛ تعيد قائمة «مساعدة» إظهارها</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>تخطٍّ</translation>
    </message>
    <message>
        <source>Step %1, done: %2</source>
        <translation>الخطوة %1، تمت: %2</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>الخطوة %1: %2</translation>
    </message>
</context>
<context>
    <name>FirstStepsCommands</name>
    <message>
        <source>No invoice waits for review.</source>
        <translation>لا فاتورة تنتظر المراجعة.</translation>
    </message>
</context>
<context>
    <name>FolderForm</name>
    <message>
        <source>Folder</source>
        <translation>المجلد</translation>
    </message>
    <message>
        <source>Subfolders, too</source>
        <translation>المجلدات الفرعية أيضًا</translation>
    </message>
    <message>
        <source>Leave the files where they are</source>
        <translation>ترك الملفات في مكانها</translation>
    </message>
    <message>
        <source>Move them, once they are on the desk, to:</source>
        <translation>نقلها بعد أخذها إلى:</translation>
    </message>
    <message>
        <source>Folder for taken files</source>
        <translation>مجلد الملفات المأخوذة</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>الم&amp;جلد</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>الأصول</translation>
    </message>
    <message>
        <source>no folder is named</source>
        <translation>لم يُحدَّد مجلد</translation>
    </message>
    <message>
        <source>choose the folder that is to be watched</source>
        <translation>اختر المجلد المراد مراقبته</translation>
    </message>
    <message>
        <source>no folder is named for taken files</source>
        <translation>لم يُحدَّد مجلد للملفات المأخوذة</translation>
    </message>
    <message>
        <source>choose one, or leave them</source>
        <translation>اختر مجلدًا أو اتركها</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Reject</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>تخطٍّ</translation>
    </message>
    <message>
        <source>Accept and next</source>
        <translation>قبول ثم التالية</translation>
    </message>
    <message>
        <source>Set this invoice aside: it is not to be booked</source>
        <translation>تنحية هذه الفاتورة جانبًا: لا تُقيَّد محاسبيًا</translation>
    </message>
    <message>
        <source>Leave it for later and go to the next (Page Down)</source>
        <translation>تركها لوقت لاحق والانتقال إلى التالية (Page Down)</translation>
    </message>
    <message>
        <source>The values are right: accept, and go to the next (Ctrl+Enter)</source>
        <translation>القيم صحيحة: قبول والانتقال إلى التالية (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>FormatChoice</name>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>PDF listing</source>
        <translation>قائمة PDF</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>مثل النظام</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>Review as printed, table 0–9</source>
        <translation>المراجعة كما طُبعت، والجدول 0–9</translation>
    </message>
    <message>
        <source>As printed everywhere</source>
        <translation>كما طُبعت في كل مكان</translation>
    </message>
    <message>
        <source>Tell of new invoices, and of those that need review</source>
        <translation>الإعلام بالفواتير الجديدة وبما يحتاج إلى مراجعة</translation>
    </message>
    <message>
        <source>Go on there when the window is closed</source>
        <translation>المتابعة هناك عند إغلاق النافذة</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>فتح أخرى…</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>ال&amp;لغة</translation>
    </message>
    <message>
        <source>The window opens anew in it, on the same invoice.</source>
        <translation>تُفتح النافذة بها من جديد على الفاتورة نفسها.</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>الأ&amp;لوان</translation>
    </message>
    <message>
        <source>&amp;Digits</source>
        <translation>الأ&amp;رقام</translation>
    </message>
    <message>
        <source>How values are shown in the review, the table and the list. Exports stay as they are.</source>
        <translation>كيف تظهر القيم في المراجعة والجدول والقائمة. تبقى الصادرات كما هي.</translation>
    </message>
    <message>
        <source>System tray</source>
        <translation>منطقة الإشعارات</translation>
    </message>
    <message>
        <source>Folder of the desk</source>
        <translation>مجلد مساحة العمل</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>مساحة العمل</translation>
    </message>
    <message>
        <source>Invoices, templates and corrections are kept in this folder.</source>
        <translation>تُحفظ الفواتير والقوالب والتصحيحات في هذا المجلد.</translation>
    </message>
</context>
<context>
    <name>GlyphCell</name>
    <message>
        <source>%1, %2 sure</source>
        <translation>%1، بثقة %2</translation>
    </message>
    <message>
        <source>, or %1</source>
        <translation>، أو %1</translation>
    </message>
</context>
<context>
    <name>GlyphGrid</name>
    <message>
        <source>Glyphs of one class</source>
        <translation>محارف من صنف واحد</translation>
    </message>
</context>
<context>
    <name>GlyphModel</name>
    <message>
        <source>%1, %2 sure, or %3; invoice %4, %5</source>
        <translation>%1، بثقة %2، أو %3؛ الفاتورة %4، %5</translation>
    </message>
</context>
<context>
    <name>GlyphReview</name>
    <message>
        <source>%1 more invoices have doubtful glyphs; %2 are shown at a time.</source>
        <translation>في %1 فاتورة أخرى محارف مشكوك فيها؛ تُعرض %2 في كل مرة.</translation>
    </message>
</context>
<context>
    <name>GlyphsDialog</name>
    <message>
        <source>Doubtful glyphs</source>
        <translation>محارف مشكوك فيها</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Looking through the invoices in review…</source>
        <translation>يجري فحص الفواتير التي للمراجعة…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
    <message>
        <source>No invoice waits for review.</source>
        <translation>لا توجد فاتورة تنتظر المراجعة.</translation>
    </message>
</context>
<context>
    <name>GlyphsPanel</name>
    <message>
        <source>No glyph of these invoices is in doubt.</source>
        <translation>لا يوجد محرف مشكوك فيه في هذه الفواتير.</translation>
    </message>
    <message>
        <source>The marked ones are</source>
        <translation>المحارف المعلَّمة هي</translation>
    </message>
    <message>
        <source>What the marked ones are</source>
        <translation>ما هي المحارف المعلَّمة</translation>
    </message>
    <message>
        <source>Read as “%1”. Click those that are none; the least sure come first.</source>
        <translation>قُرئت «%1». انقر على ما ليس كذلك؛ الأقل ثقة يأتي أولًا.</translation>
    </message>
    <message numerus="yes">
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>لا قيمة للتصحيح</numerusform>
            <numerusform>تصحيح قيمة واحدة</numerusform>
            <numerusform>تصحيح قيمتين</numerusform>
            <numerusform>تصحيح %Ln قيم</numerusform>
            <numerusform>تصحيح %Ln قيمة</numerusform>
            <numerusform>تصحيح %Ln قيمة</numerusform>
        </translation>
    </message>
    <message>
        <source>their runner-up</source>
        <translation>بديلها</translation>
    </message>
    <message>
        <source>None is marked</source>
        <translation>لم يُعلَّم أي منها</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>من</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>أين</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>قبل</translation>
    </message>
    <message>
        <source>After</source>
        <translation>بعد</translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Drop invoices here</source>
        <translation>أفلت الفواتير هنا</translation>
    </message>
    <message>
        <source>PDF, PNG, JPEG, TIFF, WebP, BMP or HEIC; files or whole folders.
They stay on this machine.</source>
        <translation>PDF أو PNG أو JPEG أو TIFF أو WebP أو BMP أو HEIC؛ ملفات أو مجلدات كاملة.
تبقى على هذا الجهاز.</translation>
    </message>
</context>
<context>
    <name>InvoiceList</name>
    <message>
        <source>Came since the last start, not opened yet</source>
        <translation>وصلت منذ آخر تشغيل ولم تُفتح بعد</translation>
    </message>
    <message>
        <source>The same as invoice %1</source>
        <translation>مطابقة للفاتورة %1</translation>
    </message>
    <message>
        <source>Invoice %1: %2, %3</source>
        <translation>الفاتورة %1: %2، %3</translation>
    </message>
    <message>
        <source>%1, new</source>
        <translation>%1، جديدة</translation>
    </message>
</context>
<context>
    <name>InvoiceMenu</name>
    <message>
        <source>Accept</source>
        <translation>قبول</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>إعادة فتح</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>إعادة القراءة</translation>
    </message>
    <message>
        <source>This is no duplicate</source>
        <translation>ليست مكررة</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>عرض السجل</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
</context>
<context>
    <name>InvoiceView</name>
    <message>
        <source>Invoices</source>
        <translation>الفواتير</translation>
    </message>
</context>
<context>
    <name>InvoicesPanel</name>
    <message>
        <source>Search invoices</source>
        <translation>البحث في الفواتير</translation>
    </message>
    <message>
        <source>Show the first pages in the list</source>
        <translation>إظهار الصفحات الأولى في القائمة</translation>
    </message>
    <message>
        <source>Nothing here yet: drop invoices here</source>
        <translation>لا شيء هنا بعد: أفلت الفواتير هنا</translation>
    </message>
    <message>
        <source>No invoice matches</source>
        <translation>لا توجد فاتورة مطابقة</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>إظهار الكل</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
</context>
<context>
    <name>JournalModel</name>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>المحاولات</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>السبب</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>All files</source>
        <translation>كل الملفات</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>أي الملفات</translation>
    </message>
    <message>
        <source>Retry this file</source>
        <translation>إعادة محاولة هذا الملف</translation>
    </message>
    <message>
        <source>Open invoice</source>
        <translation>فتح الفاتورة</translation>
    </message>
    <message>
        <source>Files of the source</source>
        <translation>ملفات المصدر</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%Ln ملفات</numerusform>
            <numerusform>%Ln ملفًا</numerusform>
            <numerusform>%Ln ملف</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message>
        <source>Templates</source>
        <translation>القوالب</translation>
    </message>
    <message>
        <source>Deleted ones</source>
        <translation>المحذوفة</translation>
    </message>
    <message>
        <source>New from this invoice</source>
        <translation>جديد من هذه الفاتورة</translation>
    </message>
    <message>
        <source>Open for editing</source>
        <translation>فتح للتعديل</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>تكرار</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>النسخ…</translation>
    </message>
    <message>
        <source>Try on invoices…</source>
        <translation>تجربة على فواتير…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>استيراد…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>تصدير…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>استعادة</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Templates of the desk</source>
        <translation>قوالب مساحة العمل</translation>
    </message>
    <message>
        <source>Search templates</source>
        <translation>بحث في القوالب</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>لا قوالب</numerusform>
            <numerusform>قالب واحد</numerusform>
            <numerusform>قالبان</numerusform>
            <numerusform>%Ln قوالب</numerusform>
            <numerusform>%Ln قالبًا</numerusform>
            <numerusform>%Ln قالب</numerusform>
        </translation>
    </message>
    <message>
        <source>No template matches</source>
        <translation>لا قالب مطابق</translation>
    </message>
    <message>
        <source>No template yet: draw regions on an invoice, or import a template file</source>
        <translation>لا قالب بعد: ارسم مناطق على فاتورة، أو استورد ملف قالب</translation>
    </message>
</context>
<context>
    <name>LicenceList</name>
    <message>
        <source>Parts of the program</source>
        <translation>مكوّنات البرنامج</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>الرخصة</translation>
    </message>
</context>
<context>
    <name>LinksForm</name>
    <message>
        <source>https://…</source>
        <translation>https://…</translation>
    </message>
    <message>
        <source>Also links that are not encrypted (http)</source>
        <translation>الروابط غير المشفَّرة أيضًا (http)</translation>
    </message>
    <message>
        <source>Also machines of this network</source>
        <translation>أجهزة هذه الشبكة أيضًا</translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation>ال&amp;روابط</translation>
    </message>
    <message>
        <source>To pictures and PDFs, one a line. What follows a ? is kept as a secret.</source>
        <translation>إلى صور وملفات PDF، رابط في كل سطر. ما بعد علامة ? يُحفظ سرًا.</translation>
    </message>
    <message>
        <source>&amp;Largest file</source>
        <translation>أكبر &amp;ملف</translation>
    </message>
    <message>
        <source>there is no link</source>
        <translation>لا يوجد رابط</translation>
    </message>
    <message>
        <source>paste one or many links</source>
        <translation>ألصق رابطًا أو أكثر</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 م.ب</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>روابط</translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message numerus="yes">
        <source>lock %n region(s)</source>
        <translation>
            <numerusform>قفل المناطق</numerusform>
            <numerusform>قفل منطقة</numerusform>
            <numerusform>قفل منطقتين</numerusform>
            <numerusform>قفل %Ln مناطق</numerusform>
            <numerusform>قفل %Ln منطقة</numerusform>
            <numerusform>قفل %Ln منطقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unlock %n region(s)</source>
        <translation>
            <numerusform>فتح قفل المناطق</numerusform>
            <numerusform>فتح قفل منطقة</numerusform>
            <numerusform>فتح قفل منطقتين</numerusform>
            <numerusform>فتح قفل %Ln مناطق</numerusform>
            <numerusform>فتح قفل %Ln منطقة</numerusform>
            <numerusform>فتح قفل %Ln منطقة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Nothing happened yet.</source>
        <translation>لم يحدث شيء بعد.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>نسخ الكل</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 – Invoice Desk</source>
        <translation>%1 – Invoice Desk</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>شريط الأدوات</translation>
    </message>
</context>
<context>
    <name>ModelsView</name>
    <message>
        <source>Models of digits</source>
        <translation>نماذج الأرقام</translation>
    </message>
    <message>
        <source>&amp;Take into use</source>
        <translation>ا&amp;ستعمال</translation>
    </message>
    <message>
        <source>&amp;Back to the one before</source>
        <translation>ال&amp;عودة إلى السابق</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;حذف</translation>
    </message>
    <message>
        <source>The model in use reads all invoices of this desk that are read from now on.</source>
        <translation>النموذج المستعمل يقرأ كل فواتير مساحة العمل هذه التي تُقرأ من الآن فصاعدًا.</translation>
    </message>
    <message>
        <source>Back to: %1</source>
        <translation>العودة إلى: %1</translation>
    </message>
    <message>
        <source>%1 (in use)</source>
        <translation>%1 (مستعمل)</translation>
    </message>
    <message>
        <source>Cannot be used: %1</source>
        <translation>لا يمكن استعماله: %1</translation>
    </message>
    <message>
        <source>Came with the program.</source>
        <translation>جاء مع البرنامج.</translation>
    </message>
    <message>
        <source>Made %1 of %2 of your numbers; yours exact %3 before, %4 after; drawn %5 before, %6 after</source>
        <translation>أُنشئ %1 من %2 من أعدادك؛ المطابق من أعدادك %3 قبلُ و%4 بعدُ؛ ومن المولّدة %5 قبلُ و%6 بعدُ</translation>
    </message>
    <message>
        <source>Made %1</source>
        <translation>أُنشئ %1</translation>
    </message>
</context>
<context>
    <name>NamePopup</name>
    <message>
        <source>Name of the region</source>
        <translation>اسم المنطقة</translation>
    </message>
    <message>
        <source>Name, or a digit</source>
        <translation>الاسم، أو رقم</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>All settings of this field</source>
        <translation>كل إعدادات هذا الحقل</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>The region keeps its name: %1</source>
        <translation>تحتفظ المنطقة باسمها: %1</translation>
    </message>
    <message>
        <source>name the region</source>
        <translation>تسمية المنطقة</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n file(s) did not come in:</source>
        <translation>
            <numerusform>لم يُرفض أي ملف:</numerusform>
            <numerusform>لم يُقبل ملف واحد:</numerusform>
            <numerusform>لم يُقبل ملفان:</numerusform>
            <numerusform>لم تُقبل %Ln ملفات:</numerusform>
            <numerusform>لم يُقبل %Ln ملفًا:</numerusform>
            <numerusform>لم يُقبل %Ln ملف:</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>إغلاق الرسالة</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>إظهار في المجلد</translation>
    </message>
    <message>
        <source>%1 is no longer there.</source>
        <translation>لم يعد %1 موجودًا.</translation>
    </message>
    <message>
        <source>No program opens %1.</source>
        <translation>لا برنامج يفتح %1.</translation>
    </message>
</context>
<context>
    <name>OptionsBox</name>
    <message>
        <source>Add to the workbook that is there; no row is doubled</source>
        <translation>الإضافة إلى المصنف الموجود؛ لا يتكرر أي صف</translation>
    </message>
    <message>
        <source>A sheet of all readings, with confidence and reasons</source>
        <translation>ورقة بكل القراءات مع الثقة والأسباب</translation>
    </message>
    <message>
        <source>Pictures of the boxes, linked from the values</source>
        <translation>صور الإطارات، مرتبطة بالقيم</translation>
    </message>
    <message>
        <source>Also those that nobody accepted yet</source>
        <translation>وكذلك التي لم يقبلها أحد بعد</translation>
    </message>
    <message>
        <source>Also those on which a check fails</source>
        <translation>وكذلك التي يفشل فيها تحقق</translation>
    </message>
    <message>
        <source>The file is &amp;for</source>
        <translation>الملف مخصص &amp;لـ</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Page of the invoice</source>
        <translation>صفحة الفاتورة</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>Page %1 of %2</source>
        <translation>الصفحة %1 من %2</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>الصفحات</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message numerus="yes">
        <source>resize %n region(s)</source>
        <translation>
            <numerusform>تغيير حجم المناطق</numerusform>
            <numerusform>تغيير حجم منطقة</numerusform>
            <numerusform>تغيير حجم منطقتين</numerusform>
            <numerusform>تغيير حجم %Ln مناطق</numerusform>
            <numerusform>تغيير حجم %Ln منطقة</numerusform>
            <numerusform>تغيير حجم %Ln منطقة</numerusform>
        </translation>
    </message>
    <message>
        <source>align regions</source>
        <translation>محاذاة المناطق</translation>
    </message>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>نقل المناطق</numerusform>
            <numerusform>نقل منطقة</numerusform>
            <numerusform>نقل منطقتين</numerusform>
            <numerusform>نقل %Ln مناطق</numerusform>
            <numerusform>نقل %Ln منطقة</numerusform>
            <numerusform>نقل %Ln منطقة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PathRow</name>
    <message>
        <source>Choose…</source>
        <translation>اختيار…</translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message>
        <source>Reading</source>
        <translation>القراءة</translation>
    </message>
    <message>
        <source>One for each core (%1)</source>
        <translation>واحدة لكل نواة (%1)</translation>
    </message>
    <message>
        <source>Whichever suits the field</source>
        <translation>الأنسب للحقل</translation>
    </message>
    <message>
        <source>Always Tesseract</source>
        <translation>‏Tesseract دائمًا</translation>
    </message>
    <message>
        <source>Numbers and dates: the digits reader</source>
        <translation>الأعداد والتواريخ: قارئ الأرقام</translation>
    </message>
    <message>
        <source>Only what is printed</source>
        <translation>المطبوع فقط</translation>
    </message>
    <message>
        <source>As each date shows</source>
        <translation>كما يظهر في كل تاريخ</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>يوم، شهر، سنة</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>شهر، يوم، سنة</translation>
    </message>
    <message>
        <source>Year, month, day</source>
        <translation>سنة، شهر، يوم</translation>
    </message>
    <message>
        <source>choose at least one language of new fields</source>
        <translation>اختر لغة واحدة على الأقل للحقول الجديدة</translation>
    </message>
    <message>
        <source>In doubt below</source>
        <translation>مشكوك فيه دون</translation>
    </message>
    <message>
        <source>Values that are read less surely go to review, from the next reading on.</source>
        <translation>القيم التي تُقرأ بثقة أقل تذهب إلى المراجعة، بدءًا من القراءة التالية.</translation>
    </message>
    <message>
        <source>Read at &amp;once</source>
        <translation>القراءة &amp;معًا</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>اللغات</translation>
    </message>
    <message>
        <source>These and the settings below are what a new field begins with.</source>
        <translation>بهذه اللغات والإعدادات أدناه يبدأ الحقل الجديد.</translation>
    </message>
    <message>
        <source>&amp;Reader</source>
        <translation>ال&amp;قارئ</translation>
    </message>
    <message>
        <source>&amp;Currency</source>
        <translation>ال&amp;عملة</translation>
    </message>
    <message>
        <source>Of amounts beside which no currency is printed.</source>
        <translation>للمبالغ التي لم تُطبع عملة بجانبها.</translation>
    </message>
    <message>
        <source>&amp;Order of dates</source>
        <translation>&amp;ترتيب التواريخ</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Re&amp;cent desks</source>
        <translation>مساحات العمل الأخي&amp;رة</translation>
    </message>
    <message>
        <source>No other desk yet</source>
        <translation>لا مساحة عمل أخرى بعد</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>مسح القائمة</translation>
    </message>
    <message>
        <source>%1    in %2</source>
        <translation>%1    في %2</translation>
    </message>
    <message>
        <source>%1    in %2 (not there)</source>
        <translation>%1    في %2 (غير موجودة)</translation>
    </message>
    <message>
        <source>My desk</source>
        <translation>مساحة عملي</translation>
    </message>
</context>
<context>
    <name>RegionCommands</name>
    <message numerus="yes">
        <source>%n region(s) copied.</source>
        <translation>
            <numerusform>لم تُنسخ أي منطقة.</numerusform>
            <numerusform>نُسخت منطقة واحدة.</numerusform>
            <numerusform>نُسخت منطقتان.</numerusform>
            <numerusform>نُسخت %Ln مناطق.</numerusform>
            <numerusform>نُسخت %Ln منطقة.</numerusform>
            <numerusform>نُسخت %Ln منطقة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut %n region(s)</source>
        <translation>
            <numerusform>قص المناطق</numerusform>
            <numerusform>قص منطقة</numerusform>
            <numerusform>قص منطقتين</numerusform>
            <numerusform>قص %Ln مناطق</numerusform>
            <numerusform>قص %Ln منطقة</numerusform>
            <numerusform>قص %Ln منطقة</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no regions in the clipboard.</source>
        <translation>لا مناطق في الحافظة.</translation>
    </message>
    <message>
        <source>A locked region is not deleted. Ctrl+L unlocks it.</source>
        <translation>لا تُحذف المنطقة المقفلة. يفتح Ctrl+L قفلها.</translation>
    </message>
    <message>
        <source>change the kind</source>
        <translation>تغيير النوع</translation>
    </message>
</context>
<context>
    <name>RegionMenus</name>
    <message>
        <source>Name…</source>
        <translation>الاسم…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>قفل</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>قراءة من جديد</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>قص</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>تكرار</translation>
    </message>
    <message>
        <source>Tighten to the print</source>
        <translation>تضييق على المطبوع</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>حذف</translation>
    </message>
    <message>
        <source>Paste here</source>
        <translation>لصق هنا</translation>
    </message>
    <message>
        <source>Paste at the same place</source>
        <translation>لصق في الموضع نفسه</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>تحديد الكل</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>النوع</translation>
    </message>
    <message>
        <source>Left edges</source>
        <translation>الحواف اليسرى</translation>
    </message>
    <message>
        <source>Centres, left to right</source>
        <translation>المراكز أفقيًا</translation>
    </message>
    <message>
        <source>Right edges</source>
        <translation>الحواف اليمنى</translation>
    </message>
    <message>
        <source>Top edges</source>
        <translation>الحواف العليا</translation>
    </message>
    <message>
        <source>Middles, top to bottom</source>
        <translation>المراكز رأسيًا</translation>
    </message>
    <message>
        <source>Bottom edges</source>
        <translation>الحواف السفلى</translation>
    </message>
    <message>
        <source>Same width</source>
        <translation>العرض نفسه</translation>
    </message>
    <message>
        <source>Same height</source>
        <translation>الارتفاع نفسه</translation>
    </message>
    <message>
        <source>Equal gaps across</source>
        <translation>مسافات أفقية متساوية</translation>
    </message>
    <message>
        <source>Equal gaps down</source>
        <translation>مسافات رأسية متساوية</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>محاذاة</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>invoice %1 has no value here</source>
        <translation>ليس للفاتورة %1 قيمة هنا</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Columns</source>
        <translation>الأعمدة</translation>
    </message>
    <message>
        <source>Choose which columns are shown</source>
        <translation>اختيار الأعمدة المعروضة</translation>
    </message>
    <message>
        <source>No results yet: what is read of your invoices stands here</source>
        <translation>لا نتائج بعد: يظهر هنا ما يُقرأ من فواتيرك</translation>
    </message>
    <message>
        <source>Invoices: %1</source>
        <translation>الفواتير: %1</translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation>النتائج</translation>
    </message>
</context>
<context>
    <name>RhythmForm</name>
    <message>
        <source>every 15 seconds</source>
        <translation>كل ١٥ ثانية</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>كل دقيقة</translation>
    </message>
    <message>
        <source>every 5 minutes</source>
        <translation>كل ٥ دقائق</translation>
    </message>
    <message>
        <source>every 15 minutes</source>
        <translation>كل ١٥ دقيقة</translation>
    </message>
    <message>
        <source>every hour</source>
        <translation>كل ساعة</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>كل يوم</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>وتيرة السؤال</translation>
    </message>
    <message>
        <source>No limit of speed</source>
        <translation>بلا حد للسرعة</translation>
    </message>
    <message>
        <source>Kilobytes a second at most</source>
        <translation>كيلوبايت في الثانية على الأكثر</translation>
    </message>
    <message>
        <source>Rest from</source>
        <translation>راحة من</translation>
    </message>
    <message>
        <source>Beginning of the quiet hours</source>
        <translation>بداية ساعات الراحة</translation>
    </message>
    <message>
        <source>End of the quiet hours</source>
        <translation>نهاية ساعات الراحة</translation>
    </message>
    <message>
        <source>to</source>
        <translation>إلى</translation>
    </message>
    <message numerus="yes">
        <source>every %n second(s)</source>
        <translation>
            <numerusform>كل %Ln ثانية</numerusform>
            <numerusform>كل ثانية</numerusform>
            <numerusform>كل ثانيتين</numerusform>
            <numerusform>كل %Ln ثوانٍ</numerusform>
            <numerusform>كل %Ln ثانية</numerusform>
            <numerusform>كل %Ln ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 KB a second</source>
        <translation>%1 ك.ب في الثانية</translation>
    </message>
</context>
<context>
    <name>SecretLine</name>
    <message>
        <source>One is kept. Type another one to put it in its place.</source>
        <translation>يوجد مفتاح محفوظ. اكتب غيره ليحل محله.</translation>
    </message>
</context>
<context>
    <name>Secrets</name>
    <message>
        <source>Keys are kept in this system&apos;s keyring.</source>
        <translation>تُحفظ المفاتيح في حافظة مفاتيح هذا النظام.</translation>
    </message>
    <message>
        <source>This system has no keyring: keys are kept in a file that only you can read.</source>
        <translation>لا حافظة مفاتيح في هذا النظام: تُحفظ المفاتيح في ملف لا يقرؤه غيرك.</translation>
    </message>
    <message>
        <source>Its key is kept in this system&apos;s keyring.</source>
        <translation>مفتاحه محفوظ في حافظة مفاتيح هذا النظام.</translation>
    </message>
    <message>
        <source>Its key is kept in a file that only you can read, because this system has no keyring.</source>
        <translation>مفتاحه محفوظ في ملف لا يقرؤه غيرك، لأن هذا النظام بلا حافظة مفاتيح.</translation>
    </message>
</context>
<context>
    <name>ServiceAccount</name>
    <message>
        <source>Key of a service account</source>
        <translation>مفتاح حساب خدمة</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>ملفات JSON (*.json)</translation>
    </message>
    <message>
        <source>Stands for (e-mail; empty for itself)</source>
        <translation>ينوب عن (بريد إلكتروني؛ فارغ إذا كان لنفسه)</translation>
    </message>
    <message>
        <source>E-mail of the person that it stands for</source>
        <translation>البريد الإلكتروني للشخص الذي ينوب عنه</translation>
    </message>
    <message>
        <source>Add the account</source>
        <translation>إضافة الحساب</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>The JSON file of its key. In a Google Workspace it can stand for a person, where the administrator allows it (domain-wide delegation).</source>
        <translation>ملف JSON لمفتاحه. يمكنه في Google Workspace أن ينوب عن شخص إذا سمح المسؤول بذلك (التفويض على مستوى النطاق).</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>القراءة</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>الاختصارات</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>صفحات الإعدادات</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>استعادة الافتراضي</translation>
    </message>
    <message>
        <source>Show the defaults on all pages; nothing is written before OK or Apply</source>
        <translation>إظهار الافتراضي في كل الصفحات؛ لا يُكتب شيء قبل «حسنًا» أو «طبّق»</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>this is too much to paste</source>
        <translation>هذا أكثر مما يمكن لصقه</translation>
    </message>
    <message>
        <source>paste fewer rows</source>
        <translation>الصق صفوفًا أقل</translation>
    </message>
    <message>
        <source>%1 rows are too many to work on at once</source>
        <translation>%1 صفًا عدد أكبر من أن يُعالج دفعة واحدة</translation>
    </message>
    <message>
        <source>choose at most %1, or export them</source>
        <translation>اختر %1 على الأكثر، أو صدّرها</translation>
    </message>
</context>
<context>
    <name>ShortcutTable</name>
    <message>
        <source>Commands and their keys</source>
        <translation>الأوامر ومفاتيحها</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>الأمر</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>المفتاح</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>أخرى</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>الاختصارات</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>بحث عن أمر أو مفتاح</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>بلا مفتاح</translation>
    </message>
    <message>
        <source>Usual key</source>
        <translation>المفتاح المعتاد</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>استعادة كل المفاتيح</translation>
    </message>
    <message>
        <source>Choose a command above, then press its new key.</source>
        <translation>اختر أمرًا أعلاه، ثم اضغط مفتاحه الجديد.</translation>
    </message>
    <message>
        <source>Key of %1</source>
        <translation>مفتاح %1</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”. Shall “%3” have it instead?</source>
        <translation>%1 يخص «%2». هل يُعطى بدلًا منه لـ«%3»؟</translation>
    </message>
    <message>
        <source>Press the new key while the field has the focus.</source>
        <translation>اضغط المفتاح الجديد والحقل نشط.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>أخذه</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>Watched folder</source>
        <translation>مجلد مراقَب</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>روابط</translation>
    </message>
    <message>
        <source>Azure container</source>
        <translation>حاوية Azure</translation>
    </message>
    <message>
        <source>S3 bucket</source>
        <translation>حاوية S3</translation>
    </message>
    <message>
        <source>Google Drive</source>
        <translation>Google Drive</translation>
    </message>
    <message>
        <source>Syncing: %1 of %2</source>
        <translation>مزامنة: %1 من %2</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>تجري المزامنة…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>متوقف مؤقتًا</translation>
    </message>
    <message>
        <source>Its key is needed</source>
        <translation>مفتاحه مطلوب</translation>
    </message>
    <message>
        <source>Could not be synced</source>
        <translation>تعذّرت المزامنة</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>محدَّث</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>لم يُزامَن بعد</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>On the desk</source>
        <translation>على مساحة العمل</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>مُنحّى</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>متجاوَز</translation>
    </message>
    <message>
        <source>Gone at the source</source>
        <translation>لم يعد في المصدر</translation>
    </message>
</context>
<context>
    <name>SourceCounts</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>الآن</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %Ln دقائق</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
            <numerusform>قبل %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>الآن</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %Ln ساعات</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
            <numerusform>قبل %Ln ساعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new invoice(s)</source>
        <translation>
            <numerusform>لا فواتير جديدة</numerusform>
            <numerusform>فاتورة جديدة واحدة</numerusform>
            <numerusform>فاتورتان جديدتان</numerusform>
            <numerusform>%Ln فواتير جديدة</numerusform>
            <numerusform>%Ln فاتورة جديدة</numerusform>
            <numerusform>%Ln فاتورة جديدة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>لا شيء للمراجعة</numerusform>
            <numerusform>واحدة للمراجعة</numerusform>
            <numerusform>اثنتان للمراجعة</numerusform>
            <numerusform>%Ln للمراجعة</numerusform>
            <numerusform>%Ln للمراجعة</numerusform>
            <numerusform>%Ln للمراجعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>قُرئت كلها</numerusform>
            <numerusform>تعذّرت قراءة واحدة</numerusform>
            <numerusform>تعذّرت قراءة اثنتين</numerusform>
            <numerusform>تعذّرت قراءة %Ln</numerusform>
            <numerusform>تعذّرت قراءة %Ln</numerusform>
            <numerusform>تعذّرت قراءة %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceDeeds</name>
    <message>
        <source>The sync is paused. Sync now goes on with it.</source>
        <translation>المزامنة متوقفة مؤقتًا. زر «مزامنة الآن» يستأنفها.</translation>
    </message>
    <message>
        <source>Another program syncs this desk, such as the service; what comes is shown here.</source>
        <translation>برنامج آخر يزامن مساحة العمل هذه، كالخدمة؛ وما يصل يظهر هنا.</translation>
    </message>
</context>
<context>
    <name>SourceDetails</name>
    <message>
        <source>Sync now</source>
        <translation>مزامنة الآن</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message>
        <source>Retry what was set aside</source>
        <translation>إعادة محاولة المُنحّى</translation>
    </message>
    <message>
        <source>Reconnect…</source>
        <translation>إعادة الاتصال…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>تعديل…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>إزالة…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>استئناف</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>On the desk</source>
        <translation>على مساحة العمل</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>مُنحّى</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>متجاوَز</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>آخر مزامنة</translation>
    </message>
</context>
<context>
    <name>SourceDialog</name>
    <message>
        <source>Add a source</source>
        <translation>إضافة مصدر</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>إضافة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>تعديل %1</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>الا&amp;سم</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>السؤال</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>The source needs a name.</source>
        <translation>يلزم المصدر اسم.</translation>
    </message>
    <message>
        <source>Another source has this name.</source>
        <translation>لمصدر آخر هذا الاسم.</translation>
    </message>
</context>
<context>
    <name>SourceSign</name>
    <message>
        <source>Sources</source>
        <translation>المصادر</translation>
    </message>
    <message>
        <source>Another program syncs the sources of this desk.</source>
        <translation>برنامج آخر يزامن مصادر مساحة العمل هذه.</translation>
    </message>
    <message>
        <source>The sources are paused.</source>
        <translation>المصادر متوقفة مؤقتًا.</translation>
    </message>
    <message>
        <source>Sources: all up to date</source>
        <translation>المصادر: كلها محدَّثة</translation>
    </message>
</context>
<context>
    <name>SourcesDialog</name>
    <message>
        <source>Sources</source>
        <translation>المصادر</translation>
    </message>
    <message>
        <source>&amp;Add source…</source>
        <translation>إ&amp;ضافة مصدر…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Sources of the desk</source>
        <translation>مصادر مساحة العمل</translation>
    </message>
    <message>
        <source>Invoices can come by themselves: from a folder, Google Drive, links or a cloud container.</source>
        <translation>يمكن للفواتير أن تصل من تلقاء نفسها: من مجلد أو Google Drive أو روابط أو حاوية سحابية.</translation>
    </message>
    <message>
        <source>Add source…</source>
        <translation>إضافة مصدر…</translation>
    </message>
    <message>
        <source>Remove the source %1?</source>
        <translation>هل تريد إزالة المصدر %1؟</translation>
    </message>
    <message>
        <source>All invoices stay on the desk, and nothing is changed at the source. Its key and the list of what came are forgotten.</source>
        <translation>تبقى كل الفواتير على مساحة العمل، ولا يتغير شيء في المصدر. يُنسى مفتاحه وقائمة ما وصل منه.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>إبقاؤه</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>New</source>
        <translation>جديدة</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>قيد القراءة</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>مقبولة</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>مُصدَّرة</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>مكررة</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>مرفوضة</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Zoom</source>
        <translation>التكبير</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>What runs in the background</source>
        <translation>ما يعمل في الخلفية</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>إيقاف مؤقت</translation>
    </message>
    <message numerus="yes">
        <source>Paused: %n invoice(s) wait</source>
        <translation>
            <numerusform>إيقاف مؤقت: لا فاتورة تنتظر</numerusform>
            <numerusform>إيقاف مؤقت: فاتورة واحدة تنتظر</numerusform>
            <numerusform>إيقاف مؤقت: فاتورتان تنتظران</numerusform>
            <numerusform>إيقاف مؤقت: %Ln فواتير تنتظر</numerusform>
            <numerusform>إيقاف مؤقت: %Ln فاتورة تنتظر</numerusform>
            <numerusform>إيقاف مؤقت: %Ln فاتورة تنتظر</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>الصفحة %1 من %2</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>لم يبقَ وقت</numerusform>
            <numerusform>بقيت ثانية واحدة</numerusform>
            <numerusform>بقيت ثانيتان</numerusform>
            <numerusform>بقيت %Ln ثوانٍ</numerusform>
            <numerusform>بقيت %Ln ثانية</numerusform>
            <numerusform>بقيت %Ln ثانية</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>بقيت أقل من دقيقة</numerusform>
            <numerusform>بقيت دقيقة واحدة</numerusform>
            <numerusform>بقيت دقيقتان</numerusform>
            <numerusform>بقيت %Ln دقائق</numerusform>
            <numerusform>بقيت %Ln دقيقة</numerusform>
            <numerusform>بقيت %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من %2</translation>
    </message>
</context>
<context>
    <name>TemplateChoice</name>
    <message>
        <source>Template of this invoice</source>
        <translation>قالب هذه الفاتورة</translation>
    </message>
    <message>
        <source>Template of this invoice: another one reads it again</source>
        <translation>قالب هذه الفاتورة: قالب آخر يقرؤها من جديد</translation>
    </message>
    <message>
        <source>Choose a template for this invoice</source>
        <translation>اختر قالبًا لهذه الفاتورة</translation>
    </message>
    <message>
        <source>Template library</source>
        <translation>مكتبة القوالب</translation>
    </message>
</context>
<context>
    <name>TemplateCommands</name>
    <message>
        <source>Open an invoice first: a template begins with regions on its page.</source>
        <translation>افتح فاتورة أولًا: يبدأ القالب بمناطق على صفحتها.</translation>
    </message>
    <message>
        <source>A new template: draw a box around each value, then read the invoice.</source>
        <translation>قالب جديد: ارسم إطارًا حول كل قيمة، ثم اقرأ الفاتورة.</translation>
    </message>
    <message>
        <source>Templates and corner points (*.json)</source>
        <translation>قوالب ونقاط زوايا (*.json)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>استيراد قوالب</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>لم يُستورد أي قالب.</numerusform>
            <numerusform>استُورد قالب واحد.</numerusform>
            <numerusform>استُورد قالبان.</numerusform>
            <numerusform>استُوردت %Ln قوالب.</numerusform>
            <numerusform>استُورد %Ln قالبًا.</numerusform>
            <numerusform>استُورد %Ln قالب.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read by “%1” now.</source>
        <translation>تُقرأ الآن بـ«%1».</translation>
    </message>
</context>
<context>
    <name>TemplateDelegate</name>
    <message>
        <source>Version %1 · %2 by %3</source>
        <translation>النسخة %1 · %2 بواسطة %3</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>draw a region</source>
        <translation>رسم منطقة</translation>
    </message>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>نقل المناطق</numerusform>
            <numerusform>نقل منطقة</numerusform>
            <numerusform>نقل منطقتين</numerusform>
            <numerusform>نقل %Ln مناطق</numerusform>
            <numerusform>نقل %Ln منطقة</numerusform>
            <numerusform>نقل %Ln منطقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n region(s)</source>
        <translation>
            <numerusform>حذف المناطق</numerusform>
            <numerusform>حذف منطقة</numerusform>
            <numerusform>حذف منطقتين</numerusform>
            <numerusform>حذف %Ln مناطق</numerusform>
            <numerusform>حذف %Ln منطقة</numerusform>
            <numerusform>حذف %Ln منطقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paste %n region(s)</source>
        <translation>
            <numerusform>لصق المناطق</numerusform>
            <numerusform>لصق منطقة</numerusform>
            <numerusform>لصق منطقتين</numerusform>
            <numerusform>لصق %Ln مناطق</numerusform>
            <numerusform>لصق %Ln منطقة</numerusform>
            <numerusform>لصق %Ln منطقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicate %n region(s)</source>
        <translation>
            <numerusform>تكرار المناطق</numerusform>
            <numerusform>تكرار منطقة</numerusform>
            <numerusform>تكرار منطقتين</numerusform>
            <numerusform>تكرار %Ln مناطق</numerusform>
            <numerusform>تكرار %Ln منطقة</numerusform>
            <numerusform>تكرار %Ln منطقة</numerusform>
        </translation>
    </message>
    <message>
        <source>edit the field</source>
        <translation>تعديل الحقل</translation>
    </message>
    <message>
        <source>name the region</source>
        <translation>تسمية المنطقة</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>إعادة التسمية</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>قالب</translation>
    </message>
</context>
<context>
    <name>TemplateLibrary</name>
    <message>
        <source>Undone: %1</source>
        <translation>تم التراجع: %1</translation>
    </message>
    <message>
        <source>no invoice is open</source>
        <translation>لا فاتورة مفتوحة</translation>
    </message>
    <message>
        <source>open one, then begin its template</source>
        <translation>افتح فاتورة ثم ابدأ قالبها</translation>
    </message>
    <message>
        <source>no invoice uses “%1” yet</source>
        <translation>لا فاتورة تستعمل «%1» بعد</translation>
    </message>
    <message>
        <source>open an invoice of this layout and choose the template beside its page</source>
        <translation>افتح فاتورة بهذا التصميم واختر القالب بجانب صفحتها</translation>
    </message>
    <message>
        <source>Renamed “%1” to “%2”</source>
        <translation>تغيّر اسم «%1» إلى «%2»</translation>
    </message>
    <message>
        <source>Copied “%2” as “%1”</source>
        <translation>نُسخ «%2» باسم «%1»</translation>
    </message>
    <message>
        <source>Deleted “%1”; invoices keep their values</source>
        <translation>حُذف «%1»؛ تحتفظ الفواتير بقيمها</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) deleted; invoices keep their values</source>
        <translation>
            <numerusform>لم يُحذف أي قالب؛ تحتفظ الفواتير بقيمها</numerusform>
            <numerusform>حُذف قالب واحد؛ تحتفظ الفواتير بقيمها</numerusform>
            <numerusform>حُذف قالبان؛ تحتفظ الفواتير بقيمها</numerusform>
            <numerusform>حُذفت %Ln قوالب؛ تحتفظ الفواتير بقيمها</numerusform>
            <numerusform>حُذف %Ln قالبًا؛ تحتفظ الفواتير بقيمها</numerusform>
            <numerusform>حُذف %Ln قالب؛ تحتفظ الفواتير بقيمها</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) brought back</source>
        <translation>
            <numerusform>لم يُستعد أي قالب</numerusform>
            <numerusform>استُعيد قالب واحد</numerusform>
            <numerusform>استُعيد قالبان</numerusform>
            <numerusform>استُعيدت %Ln قوالب</numerusform>
            <numerusform>استُعيد %Ln قالبًا</numerusform>
            <numerusform>استُعيد %Ln قالب</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %2 of “%1” holds again</source>
        <translation>النسخة %2 من «%1» سارية من جديد</translation>
    </message>
    <message>
        <source>Templates and corner points (*.json)</source>
        <translation>قوالب ونقاط زوايا (*.json)</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>استيراد قوالب</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>لم يُستورد أي قالب.</numerusform>
            <numerusform>استُورد قالب واحد.</numerusform>
            <numerusform>استُورد قالبان.</numerusform>
            <numerusform>استُوردت %Ln قوالب.</numerusform>
            <numerusform>استُورد %Ln قالبًا.</numerusform>
            <numerusform>استُورد %Ln قالب.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export templates to</source>
        <translation>تصدير القوالب إلى</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written to %1</source>
        <translation>
            <numerusform>لم يُكتب أي قالب في %1</numerusform>
            <numerusform>كُتب قالب واحد في %1</numerusform>
            <numerusform>كُتب قالبان في %1</numerusform>
            <numerusform>كُتبت %Ln قوالب في %1</numerusform>
            <numerusform>كُتب %Ln قالبًا في %1</numerusform>
            <numerusform>كُتب %Ln قالب في %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateTrial</name>
    <message>
        <source>There is nothing to try yet: draw a region first.</source>
        <translation>لا شيء للتجربة بعد: ارسم منطقة أولًا.</translation>
    </message>
    <message>
        <source>Invoices of this template (%1)</source>
        <translation>فواتير هذا القالب (%1)</translation>
    </message>
    <message>
        <source>Invoices that the list shows (%1)</source>
        <translation>الفواتير الظاهرة في القائمة (%1)</translation>
    </message>
    <message>
        <source>The open invoice</source>
        <translation>الفاتورة المفتوحة</translation>
    </message>
    <message numerus="yes">
        <source>%n of them would stay as they are: accepted, or of another template.</source>
        <translation>
            <numerusform>لا يبقى أي منها على حاله.</numerusform>
            <numerusform>تبقى واحدة منها على حالها: مقبولة، أو من قالب آخر.</numerusform>
            <numerusform>تبقى اثنتان منها على حالهما: مقبولتان، أو من قالب آخر.</numerusform>
            <numerusform>تبقى %Ln منها على حالها: مقبولة، أو من قالب آخر.</numerusform>
            <numerusform>تبقى %Ln منها على حالها: مقبولة، أو من قالب آخر.</numerusform>
            <numerusform>تبقى %Ln منها على حالها: مقبولة، أو من قالب آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was tried.</source>
        <translation>لم يُجرَّب شيء.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n invoice(s) read without a doubt</source>
        <translation>
            <numerusform>%1 من الفواتير قُرئت بلا شك</numerusform>
            <numerusform>%1 من فاتورة واحدة قُرئت بلا شك</numerusform>
            <numerusform>%1 من فاتورتين قُرئت بلا شك</numerusform>
            <numerusform>%1 من %Ln فواتير قُرئت بلا شك</numerusform>
            <numerusform>%1 من %Ln فاتورة قُرئت بلا شك</numerusform>
            <numerusform>%1 من %Ln فاتورة قُرئت بلا شك</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person had corrected would be read right</source>
        <translation>
            <numerusform>لا قيمة صحّحها شخص كانت ستُقرأ صحيحة</numerusform>
            <numerusform>قيمة واحدة صحّحها شخص كانت ستُقرأ صحيحة</numerusform>
            <numerusform>قيمتان صحّحهما شخص كانتا ستُقرآن صحيحتين</numerusform>
            <numerusform>%Ln قيم صحّحها شخص كانت ستُقرأ صحيحة</numerusform>
            <numerusform>%Ln قيمة صحّحها شخص كانت ستُقرأ صحيحة</numerusform>
            <numerusform>%Ln قيمة صحّحها شخص كانت ستُقرأ صحيحة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person corrected would no longer be read right</source>
        <translation>
            <numerusform>لا قيمة صحّحها شخص كانت ستُقرأ خطأ</numerusform>
            <numerusform>قيمة واحدة صحّحها شخص لن تُقرأ صحيحة بعد الآن</numerusform>
            <numerusform>قيمتان صحّحهما شخص لن تُقرآ صحيحتين بعد الآن</numerusform>
            <numerusform>%Ln قيم صحّحها شخص لن تُقرأ صحيحة بعد الآن</numerusform>
            <numerusform>%Ln قيمة صحّحها شخص لن تُقرأ صحيحة بعد الآن</numerusform>
            <numerusform>%Ln قيمة صحّحها شخص لن تُقرأ صحيحة بعد الآن</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) better</source>
        <translation>
            <numerusform>لا قيمة أفضل</numerusform>
            <numerusform>قيمة واحدة أفضل</numerusform>
            <numerusform>قيمتان أفضل</numerusform>
            <numerusform>%Ln قيم أفضل</numerusform>
            <numerusform>%Ln قيمة أفضل</numerusform>
            <numerusform>%Ln قيمة أفضل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) worse</source>
        <translation>
            <numerusform>لا قيمة أسوأ</numerusform>
            <numerusform>قيمة واحدة أسوأ</numerusform>
            <numerusform>قيمتان أسوأ</numerusform>
            <numerusform>%Ln قيم أسوأ</numerusform>
            <numerusform>%Ln قيمة أسوأ</numerusform>
            <numerusform>%Ln قيمة أسوأ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) different</source>
        <translation>
            <numerusform>لا قيمة مختلفة</numerusform>
            <numerusform>قيمة واحدة مختلفة</numerusform>
            <numerusform>قيمتان مختلفتان</numerusform>
            <numerusform>%Ln قيم مختلفة</numerusform>
            <numerusform>%Ln قيمة مختلفة</numerusform>
            <numerusform>%Ln قيمة مختلفة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) could not be read</source>
        <translation>
            <numerusform>لم تتعذر قراءة أي فاتورة</numerusform>
            <numerusform>تعذّرت قراءة فاتورة واحدة</numerusform>
            <numerusform>تعذّرت قراءة فاتورتين</numerusform>
            <numerusform>تعذّرت قراءة %Ln فواتير</numerusform>
            <numerusform>تعذّرت قراءة %Ln فاتورة</numerusform>
            <numerusform>تعذّرت قراءة %Ln فاتورة</numerusform>
        </translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>كما هي الآن</translation>
    </message>
    <message numerus="yes">
        <source>%n more than now</source>
        <translation>
            <numerusform>كما هي الآن</numerusform>
            <numerusform>أكثر من الآن بواحدة</numerusform>
            <numerusform>أكثر من الآن باثنتين</numerusform>
            <numerusform>أكثر من الآن بـ%Ln</numerusform>
            <numerusform>أكثر من الآن بـ%Ln</numerusform>
            <numerusform>أكثر من الآن بـ%Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fewer than now</source>
        <translation>
            <numerusform>كما هي الآن</numerusform>
            <numerusform>أقل من الآن بواحدة</numerusform>
            <numerusform>أقل من الآن باثنتين</numerusform>
            <numerusform>أقل من الآن بـ%Ln</numerusform>
            <numerusform>أقل من الآن بـ%Ln</numerusform>
            <numerusform>أقل من الآن بـ%Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept “%1”; its invoices are read again.</source>
        <translation>حُفظ «%1»؛ تُقرأ فواتيره من جديد.</translation>
    </message>
</context>
<context>
    <name>TemplateWords</name>
    <message>
        <source>No field changed</source>
        <translation>لم يتغير أي حقل</translation>
    </message>
    <message>
        <source>%1 renamed to %2</source>
        <translation>تغيّر اسم %1 إلى %2</translation>
    </message>
    <message>
        <source>Added: %1</source>
        <translation>أُضيف: %1</translation>
    </message>
    <message>
        <source>Removed: %1</source>
        <translation>أُزيل: %1</translation>
    </message>
    <message>
        <source>Moved: %1</source>
        <translation>نُقل: %1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>عُدّل: %1</translation>
    </message>
    <message>
        <source>Another page size</source>
        <translation>مقاس صفحة آخر</translation>
    </message>
    <message>
        <source>Another picture of the page</source>
        <translation>صورة أخرى للصفحة</translation>
    </message>
    <message>
        <source>Another order of the fields</source>
        <translation>ترتيب آخر للحقول</translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>New value</source>
        <translation>قيمة جديدة</translation>
    </message>
</context>
<context>
    <name>ThresholdStrip</name>
    <message>
        <source>Threshold</source>
        <translation>العتبة</translation>
    </message>
    <message>
        <source>Values less sure than this go to review</source>
        <translation>القيم الأقل ثقة من هذه العتبة تذهب إلى المراجعة</translation>
    </message>
    <message>
        <source>No invoice is read yet.</source>
        <translation>لم تُقرأ أي فاتورة بعد.</translation>
    </message>
    <message>
        <source>At %1: %2 of %3 invoices would go to review.</source>
        <translation>عند %1: تذهب %2 من %3 فاتورة إلى المراجعة.</translation>
    </message>
</context>
<context>
    <name>TrainingDialog</name>
    <message>
        <source>Digits: how well they are read</source>
        <translation>الأرقام: جودة قراءتها</translation>
    </message>
    <message>
        <source>&amp;Evaluate</source>
        <translation>ت&amp;قييم</translation>
    </message>
    <message>
        <source>&amp;Learn from my corrections</source>
        <translation>ال&amp;تعلم من تصحيحاتي</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>إيقا&amp;ف</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>إ&amp;غلاق</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>How they are read</source>
        <translation>جودة القراءة</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>التعلم</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>النماذج</translation>
    </message>
    <message>
        <source>The model in use goes on learning from the numbers that you corrected, confirmed or accepted, and rehearses drawn ones so that it forgets nothing. It takes minutes and can be stopped; invoices are read meanwhile, more slowly. A quarter of your invoices is never learnt from: by them the new model is judged, and it is taken into use only if it is better.</source>
        <translation>يواصل النموذج المستعمل التعلم من الأعداد التي صحّحتها أو أكّدتها أو قبلتها، ويراجع أعدادًا مولّدة كي لا ينسى شيئًا. يستغرق ذلك دقائق ويمكن إيقافه؛ وتُقرأ الفواتير في أثنائه ببطء أكبر. ربع فواتيرك لا يُتعلَّم منه أبدًا: به يُقيَّم النموذج الجديد، ولا يُستعمل إلا إذا كان أفضل.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Invoice Desk</source>
        <translation>فتح Invoice Desk</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>مزامنة الآن</translation>
    </message>
    <message>
        <source>Pause the sync</source>
        <translation>إيقاف المزامنة مؤقتًا</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>إنهاء</translation>
    </message>
    <message>
        <source>Resume the sync</source>
        <translation>استئناف المزامنة</translation>
    </message>
    <message>
        <source>Invoice Desk: the sync is paused</source>
        <translation>Invoice Desk: المزامنة متوقفة مؤقتًا</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Try the template %1</source>
        <translation>تجربة القالب %1</translation>
    </message>
    <message>
        <source>Nothing of it changes the desk until you keep it.</source>
        <translation>لا يتغير شيء في مساحة العمل حتى تحفظه.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>جارٍ القراءة…</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>تجربة</translation>
    </message>
    <message numerus="yes">
        <source>Keep it and read %n invoice(s) again</source>
        <translation>
            <numerusform>حفظه بلا قراءة أي فاتورة</numerusform>
            <numerusform>حفظه وقراءة فاتورة من جديد</numerusform>
            <numerusform>حفظه وقراءة فاتورتين من جديد</numerusform>
            <numerusform>حفظه وقراءة %Ln فواتير من جديد</numerusform>
            <numerusform>حفظه وقراءة %Ln فاتورة من جديد</numerusform>
            <numerusform>حفظه وقراءة %Ln فاتورة من جديد</numerusform>
        </translation>
    </message>
    <message>
        <source>What would be read</source>
        <translation>ما كان سيُقرأ</translation>
    </message>
    <message>
        <source>better</source>
        <translation>أفضل</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>أسوأ</translation>
    </message>
    <message>
        <source>different</source>
        <translation>مختلف</translation>
    </message>
    <message>
        <source>new</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>On which invoices</source>
        <translation>على أي فواتير</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>TrialModel</name>
    <message>
        <source>Invoice</source>
        <translation>الفاتورة</translation>
    </message>
    <message>
        <source>A person said %1: it agrees</source>
        <translation>قال شخص %1: وهو مطابق</translation>
    </message>
    <message>
        <source>A person said %1: it does not agree</source>
        <translation>قال شخص %1: وهو غير مطابق</translation>
    </message>
    <message>
        <source>As it is kept now: %1</source>
        <translation>كما هو محفوظ الآن: %1</translation>
    </message>
    <message>
        <source>Better: %1, until now %2</source>
        <translation>أفضل: %1، وحتى الآن %2</translation>
    </message>
    <message>
        <source>Worse: %1, until now %2</source>
        <translation>أسوأ: %1، وحتى الآن %2</translation>
    </message>
    <message>
        <source>Different: %1, until now %2</source>
        <translation>مختلف: %1، وحتى الآن %2</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>جديد: %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message>
        <source>&amp;Try</source>
        <translation>&amp;تجربة</translation>
    </message>
    <message>
        <source>List the first files; nothing is fetched</source>
        <translation>سرد أول الملفات؛ لا يُجلب شيء</translation>
    </message>
    <message>
        <source>Files that would come</source>
        <translation>الملفات التي ستصل</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>يجري البحث…</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would come.</source>
        <translation>
            <numerusform>لن يصل أي ملف.</numerusform>
            <numerusform>سيصل ملف واحد.</numerusform>
            <numerusform>سيصل ملفان.</numerusform>
            <numerusform>ستصل %Ln ملفات.</numerusform>
            <numerusform>سيصل %Ln ملفًا.</numerusform>
            <numerusform>سيصل %Ln ملف.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n file(s); there are more.</source>
        <translation>
            <numerusform>توجد ملفات أخرى.</numerusform>
            <numerusform>أول ملف؛ وتوجد ملفات أخرى.</numerusform>
            <numerusform>أول ملفين؛ وتوجد ملفات أخرى.</numerusform>
            <numerusform>أول %Ln ملفات؛ وتوجد ملفات أخرى.</numerusform>
            <numerusform>أول %Ln ملفًا؛ وتوجد ملفات أخرى.</numerusform>
            <numerusform>أول %Ln ملف؛ وتوجد ملفات أخرى.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would be passed over.</source>
        <translation>
            <numerusform>لن يُتجاوز شيء.</numerusform>
            <numerusform>سيُتجاوز ملف واحد.</numerusform>
            <numerusform>سيُتجاوز ملفان.</numerusform>
            <numerusform>ستُتجاوز %Ln ملفات.</numerusform>
            <numerusform>سيُتجاوز %Ln ملفًا.</numerusform>
            <numerusform>سيُتجاوز %Ln ملف.</numerusform>
        </translation>
    </message>
    <message>
        <source>Others are still being written.</source>
        <translation>وأخرى ما زالت تُكتب.</translation>
    </message>
</context>
<context>
    <name>UndoNotice</name>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>تراجع (Ctrl+Z)</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;تراجع: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;تراجع</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>إ&amp;عادة: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>إ&amp;عادة</translation>
    </message>
</context>
<context>
    <name>UsualField</name>
    <message>
        <source>Invoice number</source>
        <translation>رقم الفاتورة</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>التاريخ</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>البائع</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>الرقم الضريبي</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>المجموع الفرعي</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>ضريبة القيمة المضافة</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>تاريخ الاستحقاق</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>المشتري</translation>
    </message>
</context>
<context>
    <name>ValueCard</name>
    <message>
        <source>Confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>سحب</translation>
    </message>
    <message>
        <source>The reading is right (Enter)</source>
        <translation>القراءة صحيحة (Enter)</translation>
    </message>
    <message>
        <source>Take your word back: the reading stands again (Alt+W)</source>
        <translation>سحب ما قلته: تعود القراءة كما كانت (Alt+W)</translation>
    </message>
    <message>
        <source>Take what the second reader read (Alt+0)</source>
        <translation>أخذ ما قرأه القارئ الثاني (Alt+0)</translation>
    </message>
    <message>
        <source>Second reader: %1   Alt+0</source>
        <translation>القارئ الثاني: %1   Alt+0</translation>
    </message>
</context>
<context>
    <name>ValueEditor</name>
    <message>
        <source>Value</source>
        <translation>القيمة</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>مؤشَّر</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>غير مؤشَّر</translation>
    </message>
    <message>
        <source>correct %1</source>
        <translation>تصحيح %1</translation>
    </message>
    <message>
        <source>confirm %1</source>
        <translation>تأكيد %1</translation>
    </message>
    <message>
        <source>withdraw %1</source>
        <translation>سحب %1</translation>
    </message>
    <message>
        <source>edit %1</source>
        <translation>تعديل %1</translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation>القيم</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions of %1</source>
        <translation>نسخ %1</translation>
    </message>
    <message>
        <source>Make it the newest version</source>
        <translation>جعلها أحدث نسخة</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>النسخة</translation>
    </message>
    <message>
        <source>When</source>
        <translation>متى</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>من</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>ما تغيّر</translation>
    </message>
    <message>
        <source>Invoices</source>
        <translation>الفواتير</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>النسخ</translation>
    </message>
    <message>
        <source>Invoices that were read keep their values and the version that read them.</source>
        <translation>تحتفظ الفواتير المقروءة بقيمها وبالنسخة التي قرأتها.</translation>
    </message>
</context>
<context>
    <name>WorkCommands</name>
    <message>
        <source>Accepting</source>
        <translation>القبول</translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) accepted.</source>
        <translation>
            <numerusform>لم تُقبل أي فاتورة.</numerusform>
            <numerusform>قُبلت فاتورة واحدة.</numerusform>
            <numerusform>قُبلت فاتورتان.</numerusform>
            <numerusform>قُبلت %Ln فواتير.</numerusform>
            <numerusform>قُبلت %Ln فاتورة.</numerusform>
            <numerusform>قُبلت %Ln فاتورة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>لم يُستورد أي قالب.</numerusform>
            <numerusform>استُورد قالب واحد.</numerusform>
            <numerusform>استُورد قالبان.</numerusform>
            <numerusform>استُوردت %Ln قوالب.</numerusform>
            <numerusform>استُورد %Ln قالبًا.</numerusform>
            <numerusform>استُورد %Ln قالب.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WrongList</name>
    <message>
        <source>Numbers that are read wrong</source>
        <translation>أعداد قُرئت خطأ</translation>
    </message>
</context>
<context>
    <name>WrongModel</name>
    <message>
        <source>%1 was read as %2, %3 sure</source>
        <translation>%1 قُرئ %2 بثقة %3</translation>
    </message>
    <message>
        <source>%1 was not read</source>
        <translation>%1 لم يُقرأ</translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Open files…</source>
        <translation>&amp;فتح ملفات…</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>فتح م&amp;جلد…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;لصق</translation>
    </message>
    <message>
        <source>Add the &amp;samples</source>
        <translation>إضافة ال&amp;عينات</translation>
    </message>
    <message>
        <source>&amp;Import templates…</source>
        <translation>ا&amp;ستيراد قوالب…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>ت&amp;صدير…</translation>
    </message>
    <message>
        <source>&amp;Report of this invoice…</source>
        <translation>ت&amp;قرير هذه الفاتورة…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;خروج</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;تراجع</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>إ&amp;عادة</translation>
    </message>
    <message>
        <source>&amp;Find an invoice</source>
        <translation>&amp;بحث عن فاتورة</translation>
    </message>
    <message>
        <source>&amp;Draw regions</source>
        <translation>&amp;رسم المناطق</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>ت&amp;كبير</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>ت&amp;صغير</translation>
    </message>
    <message>
        <source>Fit the &amp;page</source>
        <translation>الص&amp;فحة كاملة</translation>
    </message>
    <message>
        <source>Fit the &amp;width</source>
        <translation>&amp;عرض الصفحة</translation>
    </message>
    <message>
        <source>&amp;Rotate the view</source>
        <translation>تد&amp;وير الصفحة</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>الصفحة السابقة</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>الصفحة التالية</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;داكن</translation>
    </message>
    <message>
        <source>Paus&amp;e or go on</source>
        <translation>إيقاف مؤقت أ&amp;و متابعة</translation>
    </message>
    <message>
        <source>Accept all that are s&amp;ure</source>
        <translation>قبول كل المؤ&amp;كد</translation>
    </message>
    <message>
        <source>Go to what is in doub&amp;t</source>
        <translation>الا&amp;نتقال إلى المشكوك فيه</translation>
    </message>
    <message>
        <source>Is no dup&amp;licate</source>
        <translation>&amp;ليست مكررة</translation>
    </message>
    <message>
        <source>&amp;Read this invoice</source>
        <translation>قراءة &amp;هذه الفاتورة</translation>
    </message>
    <message>
        <source>So&amp;urces…</source>
        <translation>ال&amp;مصادر…</translation>
    </message>
    <message>
        <source>Open another &amp;desk…</source>
        <translation>فتح م&amp;ساحة عمل أخرى…</translation>
    </message>
    <message>
        <source>&amp;New desk…</source>
        <translation>مساحة عمل ج&amp;ديدة…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>الإعدادا&amp;ت…</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>الحجم ال&amp;حقيقي</translation>
    </message>
    <message>
        <source>Fit the &amp;selection</source>
        <translation>ملاءمة ال&amp;تحديد</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast…</source>
        <translation>ال&amp;سطوع والتباين…</translation>
    </message>
    <message>
        <source>Read all that &amp;wait</source>
        <translation>قراءة كل ال&amp;منتظر</translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation>إيقا&amp;ف القراءة</translation>
    </message>
    <message>
        <source>What runs in the &amp;background</source>
        <translation>ما يعمل في ال&amp;خلفية</translation>
    </message>
    <message>
        <source>&amp;Accept and go on</source>
        <translation>&amp;قبول ومتابعة</translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation>إعادة فت&amp;ح</translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation>&amp;رفض</translation>
    </message>
    <message>
        <source>&amp;Delete the invoice</source>
        <translation>ح&amp;ذف الفاتورة</translation>
    </message>
    <message>
        <source>&amp;Next invoice</source>
        <translation>الفاتورة ال&amp;تالية</translation>
    </message>
    <message>
        <source>&amp;Previous invoice</source>
        <translation>الفاتورة السا&amp;بقة</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>ال&amp;سجل…</translation>
    </message>
    <message>
        <source>Doubtful &amp;glyphs…</source>
        <translation>محارف م&amp;شكوك فيها…</translation>
    </message>
    <message>
        <source>&amp;New template from this invoice</source>
        <translation>قالب &amp;جديد من هذه الفاتورة</translation>
    </message>
    <message>
        <source>Template &amp;library…</source>
        <translation>&amp;مكتبة القوالب…</translation>
    </message>
    <message>
        <source>&amp;Rename the template</source>
        <translation>إعادة &amp;تسمية القالب</translation>
    </message>
    <message>
        <source>Read all &amp;fields of this page for a try</source>
        <translation>قراءة كل ال&amp;حقول في هذه الصفحة للتجربة</translation>
    </message>
    <message>
        <source>&amp;Try the template on invoices…</source>
        <translation>تج&amp;ربة القالب على فواتير…</translation>
    </message>
    <message>
        <source>D&amp;igits: how well they are read…</source>
        <translation>الأرقام: &amp;جودة قراءتها…</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;لوحة الأوامر…</translation>
    </message>
    <message>
        <source>&amp;First steps</source>
        <translation>ال&amp;خطوات الأولى</translation>
    </message>
    <message>
        <source>&amp;About Invoice Desk</source>
        <translation>&amp;حول Invoice Desk</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;ملف</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;تحرير</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>ال&amp;قالب</translation>
    </message>
    <message>
        <source>&amp;Invoice</source>
        <translation>ال&amp;فاتورة</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;عرض</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>م&amp;ساعدة</translation>
    </message>
</context>
<context>
    <name>doubt</name>
    <message>
        <source>nothing is printed in the box</source>
        <translation>لا شيء مطبوع داخل الإطار</translation>
    </message>
    <message>
        <source>something is printed, but it could not be read</source>
        <translation>هناك شيء مطبوع، لكن تعذّرت قراءته</translation>
    </message>
    <message>
        <source>the print goes on outside the box</source>
        <translation>تمتد الكتابة خارج الإطار</translation>
    </message>
    <message>
        <source>the document has no page %1</source>
        <translation>ليس في المستند صفحة %1</translation>
    </message>
    <message>
        <source>the box lies outside the page</source>
        <translation>يقع الإطار خارج الصفحة</translation>
    </message>
    <message>
        <source>the page has not the shape of the template&apos;s: %1</source>
        <translation>شكل الصفحة يختلف عن صفحة القالب: %1</translation>
    </message>
    <message>
        <source>the reader is only %1 sure</source>
        <translation>ثقة القارئ لا تتجاوز %1</translation>
    </message>
    <message>
        <source>a second reader read %1</source>
        <translation>قرأ قارئ ثانٍ %1</translation>
    </message>
    <message>
        <source>no reader for this field: %1</source>
        <translation>لا قارئ لهذا الحقل: %1</translation>
    </message>
    <message>
        <source>no number can be understood in it</source>
        <translation>لا يُفهم منه عدد</translation>
    </message>
    <message>
        <source>no date can be understood in it</source>
        <translation>لا يُفهم منه تاريخ</translation>
    </message>
    <message>
        <source>%1 may be a decimal or a thousands mark</source>
        <translation>قد تكون %1 فاصلة عشرية أو فاصلة آلاف</translation>
    </message>
    <message>
        <source>the separators contradict each other: %1</source>
        <translation>الفواصل متناقضة: %1</translation>
    </message>
    <message>
        <source>day and month cannot be told apart: %1</source>
        <translation>لا يمكن التمييز بين اليوم والشهر: %1</translation>
    </message>
    <message>
        <source>the date is not in the template&apos;s order: %1</source>
        <translation>التاريخ ليس بترتيب القالب: %1</translation>
    </message>
    <message>
        <source>the year has two digits: %1</source>
        <translation>السنة من رقمين: %1</translation>
    </message>
    <message>
        <source>no invoice is likely to bear this year: %1</source>
        <translation>من المستبعد أن تحمل فاتورة هذه السنة: %1</translation>
    </message>
    <message>
        <source>the calendar is not certain: %1</source>
        <translation>التقويم غير مؤكد: %1</translation>
    </message>
    <message>
        <source>the sign stands for several currencies: %1</source>
        <translation>يدل الرمز على عدة عملات: %1</translation>
    </message>
    <message>
        <source>the printed currency %1 is not the template&apos;s</source>
        <translation>العملة المطبوعة %1 ليست عملة القالب</translation>
    </message>
    <message>
        <source>more than one value is printed: %1</source>
        <translation>طُبعت أكثر من قيمة: %1</translation>
    </message>
    <message>
        <source>a part is not understood: %1</source>
        <translation>جزء غير مفهوم: %1</translation>
    </message>
    <message>
        <source>the text does not match the pattern %1</source>
        <translation>لا يطابق النص النمط %1</translation>
    </message>
    <message>
        <source>the field is required</source>
        <translation>الحقل إلزامي</translation>
    </message>
</context>
<context>
    <name>filling</name>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>first_steps</name>
    <message>
        <source>Bring invoices in</source>
        <translation>أدخل الفواتير</translation>
    </message>
    <message>
        <source>Open files, drop them anywhere on the window, let a source bring them, or try the samples.</source>
        <translation>افتح ملفات، أو أفلتها في أي مكان من النافذة، أو دع مصدرًا يجلبها، أو جرّب العينات.</translation>
    </message>
    <message>
        <source>Draw a box around each value</source>
        <translation>ارسم إطارًا حول كل قيمة</translation>
    </message>
    <message>
        <source>Once for each layout: switch drawing on, drag a box around a value and name it; then read. Invoices that look alike read themselves from then on.</source>
        <translation>مرة لكل تصميم: شغّل الرسم، واسحب إطارًا حول قيمة وسمِّها؛ ثم اقرأ. بعدها تُقرأ الفواتير المتشابهة تلقائيًا.</translation>
    </message>
    <message>
        <source>Check what is in doubt, and export</source>
        <translation>راجع المشكوك فيه ثم صدّر</translation>
    </message>
    <message>
        <source>Enter goes from doubt to doubt; accept the invoice when all is right. What is accepted goes to Excel, CSV or JSON.</source>
        <translation>ينقلك Enter من شك إلى شك؛ اقبل الفاتورة حين يصح كل شيء. المقبول يُصدَّر إلى Excel أو CSV أو JSON.</translation>
    </message>
</context>
<context>
    <name>floor</name>
    <message>
        <source>is empty (0 bytes)</source>
        <translation>فارغ (0 بايت)</translation>
    </message>
    <message>
        <source>is %1 MB; the limit is %2 MB</source>
        <translation>حجمه %1 م.ب؛ والحد %2 م.ب</translation>
    </message>
    <message>
        <source>has no page</source>
        <translation>ليس فيه أي صفحة</translation>
    </message>
    <message>
        <source>has more than %1 pages</source>
        <translation>فيه أكثر من %1 صفحة</translation>
    </message>
    <message>
        <source>is too small to read: %1, each side needs %2</source>
        <translation>أصغر من أن يُقرأ: %1، ويلزم كل جانب %2</translation>
    </message>
    <message>
        <source>is too long: %1, a side may have %2</source>
        <translation>أطول من اللازم: %1، والحد للجانب %2</translation>
    </message>
    <message>
        <source>is too large: %1 are %2 MP, the limit is %3 MP</source>
        <translation>أكبر من اللازم: %1 أي %2 ميغابكسل، والحد %3 ميغابكسل</translation>
    </message>
    <message>
        <source>is too large: over %1 MP</source>
        <translation>أكبر من اللازم: أكثر من %1 ميغابكسل</translation>
    </message>
    <message>
        <source>is a picture with the ending .pdf</source>
        <translation>صورة بامتداد ‎.pdf</translation>
    </message>
    <message>
        <source>is a PDF with the ending %1</source>
        <translation>ملف PDF بامتداد %1</translation>
    </message>
    <message>
        <source>has the ending %1, but its content is of another kind</source>
        <translation>امتداده %1، لكن محتواه من نوع آخر</translation>
    </message>
    <message>
        <source>is not a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>ليس ملف PNG أو JPEG أو TIFF أو WebP أو BMP أو HEIC أو PDF</translation>
    </message>
    <message>
        <source>is a folder</source>
        <translation>مجلد وليس ملفًا</translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation>ليس ملفًا عاديًا</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>لا يمكن قراءته</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>لا يمكن قراءته: %1</translation>
    </message>
    <message>
        <source>cannot be read for an unexpected reason: %1</source>
        <translation>لا يمكن قراءته لسبب غير متوقع: %1</translation>
    </message>
    <message>
        <source>is a broken PDF</source>
        <translation>ملف PDF تالف</translation>
    </message>
    <message>
        <source>is an encrypted PDF</source>
        <translation>ملف PDF مشفّر</translation>
    </message>
    <message>
        <source>is a PDF with unknown encryption</source>
        <translation>ملف PDF بتشفير غير معروف</translation>
    </message>
    <message>
        <source>is a PDF that takes too much memory or is broken</source>
        <translation>ملف PDF تالف أو يستهلك ذاكرة كبيرة</translation>
    </message>
    <message>
        <source>takes more than %1 seconds to open</source>
        <translation>يستغرق فتحه أكثر من %1 ثانية</translation>
    </message>
    <message>
        <source>page %1 of the PDF has no size</source>
        <translation>ليس لصفحة %1 من ملف PDF أبعاد</translation>
    </message>
    <message>
        <source>page %1 of the PDF is too large: %2</source>
        <translation>الصفحة %1 من ملف PDF أكبر من اللازم: %2</translation>
    </message>
    <message>
        <source>page %1 of the PDF is too small to read: %2</source>
        <translation>الصفحة %1 من ملف PDF أصغر من أن تُقرأ: %2</translation>
    </message>
    <message>
        <source>holds a picture of %1, too large to be decoded</source>
        <translation>يحتوي على صورة %1 أكبر من أن تُفك</translation>
    </message>
    <message>
        <source>is cut short: its end is missing</source>
        <translation>مقطوع: نهايته مفقودة</translation>
    </message>
    <message>
        <source>holds a description that unpacks to an unsafe size</source>
        <translation>يحتوي على وصف يتضخم عند فكه إلى حجم خطر</translation>
    </message>
    <message>
        <source>is a broken picture</source>
        <translation>صورة تالفة</translation>
    </message>
    <message>
        <source>would take too long to decode: %1 scans of %2 pixels</source>
        <translation>يطول فكه كثيرًا: %1 مسحًا بمقاس %2 بكسل</translation>
    </message>
    <message>
        <source>does not fit into memory</source>
        <translation>لا تتسع له الذاكرة</translation>
    </message>
    <message>
        <source>was changed while it was taken in</source>
        <translation>تغيّر أثناء إضافته</translation>
    </message>
    <message>
        <source>page %1 has no size</source>
        <translation>ليس للصفحة %1 أبعاد</translation>
    </message>
    <message>
        <source>the picture of page %1 cannot be read</source>
        <translation>لا يمكن قراءة صورة الصفحة %1</translation>
    </message>
    <message>
        <source>the program died while reading it, and again when it was tried alone: %1</source>
        <translation>توقف البرنامج أثناء قراءتها، ومرة أخرى حين جُرّبت وحدها: %1</translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation>لا يمكن كتابته: %1</translation>
    </message>
    <message>
        <source>cannot be written: the disk is full; nothing was changed</source>
        <translation>لا يمكن كتابته: القرص ممتلئ؛ لم يتغير شيء</translation>
    </message>
    <message>
        <source>the disk fails or is full: %1</source>
        <translation>القرص معطّل أو ممتلئ: %1</translation>
    </message>
    <message>
        <source>the original cannot be kept: %1</source>
        <translation>لا يمكن حفظ الأصل: %1</translation>
    </message>
    <message>
        <source>is gone: %1</source>
        <translation>لم يعد موجودًا: %1</translation>
    </message>
    <message>
        <source>was changed by another program meanwhile</source>
        <translation>غيّره برنامج آخر في هذه الأثناء</translation>
    </message>
    <message>
        <source>seems to be open in another program: %1 lies beside it</source>
        <translation>يبدو أنه مفتوح في برنامج آخر: يوجد %1 بجانبه</translation>
    </message>
    <message>
        <source>is encrypted with a password, or in the format of before 2007</source>
        <translation>محمي بكلمة مرور، أو بصيغة ما قبل 2007</translation>
    </message>
    <message>
        <source>is no workbook: it is not a zip file</source>
        <translation>ليس مصنفًا: ليس ملف zip</translation>
    </message>
    <message>
        <source>rows can be added to an Excel workbook, not to %1</source>
        <translation>تُضاف الصفوف إلى مصنف Excel لا إلى %1</translation>
    </message>
    <message>
        <source>has the ending %1, which no format has</source>
        <translation>امتداده %1 لا تحمله أي صيغة</translation>
    </message>
    <message>
        <source>has no ending</source>
        <translation>ليس له امتداد</translation>
    </message>
    <message>
        <source>there is no column %1</source>
        <translation>لا يوجد عمود %1</translation>
    </message>
    <message>
        <source>the sheet %1 would have %2 rows and %3 columns; Excel holds %4 and %5</source>
        <translation>ستضم الورقة %1 عدد %2 صف و%3 عمود؛ ويتسع Excel لـ %4 و%5</translation>
    </message>
    <message>
        <source>the sheet %1 would have more than %2 rows, which Excel does not hold</source>
        <translation>ستضم الورقة %1 أكثر من %2 صف، وهو ما لا يتسع له Excel</translation>
    </message>
    <message>
        <source>no invoice is accepted, so nothing is exported</source>
        <translation>لا توجد فاتورة مقبولة، فلم يُصدَّر شيء</translation>
    </message>
    <message>
        <source>the export was stopped, so nothing was written</source>
        <translation>أُوقف التصدير، فلم يُكتب شيء</translation>
    </message>
    <message>
        <source>a check fails on invoice %1</source>
        <translation>فشل تحقق في الفاتورة %1</translation>
    </message>
    <message>
        <source>a check fails on invoices %1</source>
        <translation>فشل تحقق في الفواتير %1</translation>
    </message>
    <message>
        <source>invoice %1 is not accepted</source>
        <translation>الفاتورة %1 غير مقبولة</translation>
    </message>
    <message>
        <source>invoices %1 are not accepted</source>
        <translation>الفواتير %1 غير مقبولة</translation>
    </message>
    <message>
        <source>invoice %1 is not there to be exported: never read, or deleted</source>
        <translation>لا يمكن تصدير الفاتورة %1: لم تُقرأ قط أو حُذفت</translation>
    </message>
    <message>
        <source>invoices %1 are not there to be exported: never read, or deleted</source>
        <translation>لا يمكن تصدير الفواتير %1: لم تُقرأ قط أو حُذفت</translation>
    </message>
    <message>
        <source>invoice %1 was not read yet</source>
        <translation>لم تُقرأ الفاتورة %1 بعد</translation>
    </message>
    <message>
        <source>the desk has no invoice %1</source>
        <translation>لا توجد فاتورة %1 في مساحة العمل</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be %3</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن إجراء «%3»</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be accepted</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن قبولها</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be reopened</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن إعادة فتحها</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be rejected</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن رفضها</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be queued</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن وضعها في الانتظار</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be deleted</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن حذفها</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be set aside as a duplicate</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن تنحيتها كمكررة</translation>
    </message>
    <message>
        <source>invoice %1 is %2, so its values cannot be changed</source>
        <translation>الفاتورة %1 في حالة «%2»، فلا يمكن تغيير قيمها</translation>
    </message>
    <message>
        <source>invoice %1 is deleted</source>
        <translation>الفاتورة %1 محذوفة</translation>
    </message>
    <message>
        <source>invoice %1 is neither deleted nor rejected</source>
        <translation>الفاتورة %1 ليست محذوفة ولا مرفوضة</translation>
    </message>
    <message>
        <source>invoice %1 is being read</source>
        <translation>الفاتورة %1 قيد القراءة</translation>
    </message>
    <message>
        <source>invoice %1 is set aside</source>
        <translation>الفاتورة %1 منحّاة جانبًا</translation>
    </message>
    <message>
        <source>invoice %1 may be a duplicate: %2</source>
        <translation>قد تكون الفاتورة %1 مكررة: %2</translation>
    </message>
    <message>
        <source>invoice %1 was never read</source>
        <translation>لم تُقرأ الفاتورة %1 قط</translation>
    </message>
    <message>
        <source>invoice %1 has no value %2</source>
        <translation>ليس في الفاتورة %1 قيمة %2</translation>
    </message>
    <message>
        <source>no template is chosen for invoice %1</source>
        <translation>لم يُختر قالب للفاتورة %1</translation>
    </message>
    <message>
        <source>nobody corrected %1 of invoice %2</source>
        <translation>لم يصحح أحد %1 في الفاتورة %2</translation>
    </message>
    <message>
        <source>%1 of invoice %2 was corrected already</source>
        <translation>سبق تصحيح %1 في الفاتورة %2</translation>
    </message>
    <message>
        <source>%1 is neither yes nor no</source>
        <translation>%1 ليست نعم ولا لا</translation>
    </message>
    <message>
        <source>%1 is no %2</source>
        <translation>%1 لا تصلح (%2)</translation>
    </message>
    <message>
        <source>%1 is no date</source>
        <translation>%1 ليس تاريخًا</translation>
    </message>
    <message>
        <source>%1 is no amount</source>
        <translation>%1 ليس مبلغًا</translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation>%1 ليس عددًا</translation>
    </message>
    <message>
        <source>%1 is no identifier</source>
        <translation>%1 ليس معرّفًا</translation>
    </message>
    <message>
        <source>something unexpected happened: %1</source>
        <translation>حدث أمر غير متوقع: %1</translation>
    </message>
    <message>
        <source>the desk has no template %1</source>
        <translation>لا يوجد قالب %1 في مساحة العمل</translation>
    </message>
    <message>
        <source>the desk has no deleted template %1</source>
        <translation>لا يوجد قالب محذوف %1 في مساحة العمل</translation>
    </message>
    <message>
        <source>the desk has no template version %1</source>
        <translation>لا يوجد إصدار قالب %1 في مساحة العمل</translation>
    </message>
    <message>
        <source>the template %1 is no longer there</source>
        <translation>لم يعد القالب %1 موجودًا</translation>
    </message>
    <message>
        <source>is not a template: no JSON object</source>
        <translation>ليس قالبًا: لا يوجد كائن JSON</translation>
    </message>
    <message>
        <source>is not a template: it has no &quot;format&quot;</source>
        <translation>ليس قالبًا: لا يوجد فيه &quot;format&quot;</translation>
    </message>
    <message>
        <source>has the unknown format %1; this version reads %2</source>
        <translation>صيغته %1 غير معروفة؛ يقرأ هذا الإصدار %2</translation>
    </message>
    <message>
        <source>has no fields, so nothing would be read</source>
        <translation>ليس فيه حقول، فلن يُقرأ شيء</translation>
    </message>
    <message>
        <source>is not JSON: %1</source>
        <translation>ليس JSON: %1</translation>
    </message>
    <message>
        <source>is larger than %1 MB, which no template is</source>
        <translation>أكبر من %1 م.ب، ولا يبلغ قالب هذا الحجم</translation>
    </message>
    <message>
        <source>holds no NAME.template.json file</source>
        <translation>لا يحتوي على ملف NAME.template.json</translation>
    </message>
    <message>
        <source>field %1: %2</source>
        <translation>الحقل %1: %2</translation>
    </message>
    <message>
        <source>field %1 stands %2 times; each name must be unique</source>
        <translation>يرد الحقل %1 عدد %2 مرات؛ يجب أن يكون كل اسم فريدًا</translation>
    </message>
    <message>
        <source>field %1: box lies outside the page</source>
        <translation>الحقل %1: يقع الإطار خارج الصفحة</translation>
    </message>
    <message>
        <source>is no folder</source>
        <translation>ليس مجلدًا</translation>
    </message>
    <message>
        <source>the desk&apos;s folder cannot be made: %1</source>
        <translation>لا يمكن إنشاء مجلد مساحة العمل: %1</translation>
    </message>
    <message>
        <source>cannot be opened: the folder is not there or not yours</source>
        <translation>لا يمكن فتحه: المجلد غير موجود أو ليس لك</translation>
    </message>
    <message>
        <source>has originals, but its database %1 is gone or empty</source>
        <translation>فيه أصول، لكن قاعدة بياناته %1 مفقودة أو فارغة</translation>
    </message>
    <message>
        <source>lies on a disk that several programs cannot share safely, such as a network disk</source>
        <translation>يقع على قرص لا يمكن لعدة برامج مشاركته بأمان، مثل قرص شبكي</translation>
    </message>
    <message>
        <source>is a database of another program</source>
        <translation>قاعدة بيانات لبرنامج آخر</translation>
    </message>
    <message>
        <source>was made by a newer version of Invoice Desk (its step is %1, this one knows %2)</source>
        <translation>أُنشئ بإصدار أحدث من Invoice Desk (خطوته %1، وهذا يعرف %2)</translation>
    </message>
    <message>
        <source>is read-only, and a desk is written to even by looking at it</source>
        <translation>للقراءة فقط، ومساحة العمل تُكتب حتى عند الاطلاع عليها</translation>
    </message>
    <message>
        <source>another program has been writing to it for %1 seconds</source>
        <translation>برنامج آخر يكتب فيه منذ %1 ثانية</translation>
    </message>
    <message>
        <source>its invoices are being read by %1</source>
        <translation>يقرأ فواتيره الآن %1</translation>
    </message>
    <message>
        <source>cannot be locked: %1</source>
        <translation>لا يمكن قفله: %1</translation>
    </message>
    <message>
        <source>is no database that can be used</source>
        <translation>ليست قاعدة بيانات صالحة للاستخدام</translation>
    </message>
    <message>
        <source>the database refuses: %1</source>
        <translation>ترفض قاعدة البيانات: %1</translation>
    </message>
    <message>
        <source>the database broke the connection off: %1</source>
        <translation>قطعت قاعدة البيانات الاتصال: %1</translation>
    </message>
    <message>
        <source>the database is broken: %1</source>
        <translation>قاعدة البيانات تالفة: %1</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 غير مثبّت</translation>
    </message>
    <message>
        <source>Tesseract&apos;s language data is not there</source>
        <translation>بيانات لغات Tesseract غير موجودة</translation>
    </message>
    <message>
        <source>Tesseract&apos;s data for the language %1 is not there</source>
        <translation>بيانات Tesseract للغة %1 غير موجودة</translation>
    </message>
    <message>
        <source>Tesseract cannot load the language data %1</source>
        <translation>لا يستطيع Tesseract تحميل بيانات اللغة %1</translation>
    </message>
    <message>
        <source>the program tesseract is not there</source>
        <translation>برنامج tesseract غير موجود</translation>
    </message>
    <message>
        <source>the program tesseract failed: %1</source>
        <translation>فشل برنامج tesseract: %1</translation>
    </message>
    <message>
        <source>the font %1 is not there</source>
        <translation>الخط %1 غير موجود</translation>
    </message>
    <message>
        <source>%1 is required and nothing was read</source>
        <translation>%1 إلزامي ولم يُقرأ شيء</translation>
    </message>
    <message>
        <source>%1: %2 does not match %3</source>
        <translation>%1: ‏%2 لا يطابق %3</translation>
    </message>
    <message>
        <source>accept some first</source>
        <translation>اقبل بعضها أولًا</translation>
    </message>
    <message>
        <source>add a field</source>
        <translation>أضف حقلًا</translation>
    </message>
    <message>
        <source>add it again</source>
        <translation>أضفه من جديد</translation>
    </message>
    <message>
        <source>check its name and folder</source>
        <translation>تحقق من اسمه ومجلده</translation>
    </message>
    <message>
        <source>check its name and rights</source>
        <translation>تحقق من اسمه وصلاحياته</translation>
    </message>
    <message>
        <source>check the disk, then try again</source>
        <translation>افحص القرص ثم حاول مجددًا</translation>
    </message>
    <message>
        <source>check the file and add it again</source>
        <translation>تحقق من الملف وأضفه من جديد</translation>
    </message>
    <message>
        <source>check the file&apos;s rights</source>
        <translation>تحقق من صلاحيات الملف</translation>
    </message>
    <message>
        <source>choose a .template.json file</source>
        <translation>اختر ملف ‎.template.json</translation>
    </message>
    <message>
        <source>choose a NAME.template.json file</source>
        <translation>اختر ملف NAME.template.json</translation>
    </message>
    <message>
        <source>choose a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>اختر ملف PNG أو JPEG أو TIFF أو WebP أو BMP أو HEIC أو PDF</translation>
    </message>
    <message>
        <source>choose a folder</source>
        <translation>اختر مجلدًا</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>اختر مجلدًا آخر</translation>
    </message>
    <message>
        <source>choose another name or folder</source>
        <translation>اختر اسمًا أو مجلدًا آخر</translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation>اختر غيره</translation>
    </message>
    <message>
        <source>choose from %1</source>
        <translation>اختر من %1</translation>
    </message>
    <message>
        <source>close it there, or delete that file if it is open nowhere</source>
        <translation>أغلقه هناك، أو احذف ذلك الملف إن لم يكن مفتوحًا</translation>
    </message>
    <message>
        <source>close it where it is open, and export again</source>
        <translation>أغلقه حيث هو مفتوح ثم أعد التصدير</translation>
    </message>
    <message>
        <source>close it where it is open, or choose another folder</source>
        <translation>أغلقه حيث هو مفتوح، أو اختر مجلدًا آخر</translation>
    </message>
    <message>
        <source>close the other window, or try again</source>
        <translation>أغلق النافذة الأخرى، أو حاول مجددًا</translation>
    </message>
    <message>
        <source>export again</source>
        <translation>أعد التصدير</translation>
    </message>
    <message>
        <source>export it again</source>
        <translation>صدّره من جديد</translation>
    </message>
    <message>
        <source>export it again, or print it to a new PDF and use that</source>
        <translation>صدّره من جديد، أو اطبعه إلى ملف PDF جديد واستخدمه</translation>
    </message>
    <message>
        <source>fetch or export it again</source>
        <translation>اجلبه أو صدّره من جديد</translation>
    </message>
    <message>
        <source>fetch or scan it again</source>
        <translation>اجلبه أو امسحه ضوئيًا من جديد</translation>
    </message>
    <message>
        <source>give it the ending of its kind</source>
        <translation>أعطه امتداد نوعه</translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder</source>
        <translation>امنح نفسك صلاحية الكتابة في هذا المجلد</translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder, or choose another desk</source>
        <translation>امنح نفسك صلاحية الكتابة في هذا المجلد، أو اختر مساحة عمل أخرى</translation>
    </message>
    <message>
        <source>install it: %1</source>
        <translation>ثبّته: %1</translation>
    </message>
    <message>
        <source>install the newer version</source>
        <translation>ثبّت الإصدار الأحدث</translation>
    </message>
    <message>
        <source>its fields are %1</source>
        <translation>حقولها %1</translation>
    </message>
    <message>
        <source>let the name end in .xlsx, .csv or .json</source>
        <translation>اجعل الاسم ينتهي بـ ‎.xlsx أو ‎.csv أو ‎.json</translation>
    </message>
    <message>
        <source>let the name end in .xlsx, or choose a new file</source>
        <translation>اجعل الاسم ينتهي بـ ‎.xlsx، أو اختر ملفًا جديدًا</translation>
    </message>
    <message>
        <source>make room on the disk</source>
        <translation>أفرغ مساحة على القرص</translation>
    </message>
    <message>
        <source>make room on the disk and try again</source>
        <translation>أفرغ مساحة على القرص وحاول مجددًا</translation>
    </message>
    <message>
        <source>make room on the disk, or choose another folder</source>
        <translation>أفرغ مساحة على القرص، أو اختر مجلدًا آخر</translation>
    </message>
    <message>
        <source>make room on the disk, or give yourself the right to write there</source>
        <translation>أفرغ مساحة على القرص، أو امنح نفسك صلاحية الكتابة فيه</translation>
    </message>
    <message>
        <source>mend or delete it</source>
        <translation>أصلحه أو احذفه</translation>
    </message>
    <message>
        <source>open it in Excel and save it as .xlsx anew</source>
        <translation>افتحه في Excel واحفظه من جديد بصيغة ‎.xlsx</translation>
    </message>
    <message>
        <source>open it in Excel, take the password away and save it as .xlsx</source>
        <translation>افتحه في Excel وأزل كلمة المرور واحفظه بصيغة ‎.xlsx</translation>
    </message>
    <message>
        <source>please report it</source>
        <translation>يُرجى الإبلاغ عنه</translation>
    </message>
    <message>
        <source>please report it with this file</source>
        <translation>يُرجى الإبلاغ عنه مع هذا الملف</translation>
    </message>
    <message>
        <source>print it to a new PDF</source>
        <translation>اطبعه إلى ملف PDF جديد</translation>
    </message>
    <message>
        <source>print it to a new PDF and use that</source>
        <translation>اطبعه إلى ملف PDF جديد واستخدمه</translation>
    </message>
    <message>
        <source>look at the file; print it to a new PDF and add that</source>
        <translation>افحص الملف؛ اطبعه في ملف PDF جديد وأضفه</translation>
    </message>
    <message>
        <source>read again; what was finished is kept</source>
        <translation>أعد القراءة؛ ما اكتمل محفوظ</translation>
    </message>
    <message>
        <source>put the desk on a disk of this machine, or use PostgreSQL</source>
        <translation>ضع مساحة العمل على قرص في هذا الجهاز، أو استخدم PostgreSQL</translation>
    </message>
    <message>
        <source>rename it to end in .pdf</source>
        <translation>أعد تسميته لينتهي بـ ‎.pdf</translation>
    </message>
    <message>
        <source>reopen and reject it instead</source>
        <translation>أعد فتحها وارفضها بدلًا من ذلك</translation>
    </message>
    <message>
        <source>save a copy without a password</source>
        <translation>احفظ نسخة بلا كلمة مرور</translation>
    </message>
    <message>
        <source>save it as a PNG</source>
        <translation>احفظه بصيغة PNG</translation>
    </message>
    <message>
        <source>scan it at 150 dpi or more</source>
        <translation>امسحه ضوئيًا بدقة 150 نقطة في البوصة أو أكثر</translation>
    </message>
    <message>
        <source>scan it at a lower resolution, or save it smaller</source>
        <translation>امسحه ضوئيًا بدقة أقل، أو احفظه بحجم أصغر</translation>
    </message>
    <message>
        <source>see that the server runs and lets you in</source>
        <translation>تأكد من أن الخادم يعمل ويسمح لك بالدخول</translation>
    </message>
    <message>
        <source>split it</source>
        <translation>قسّمه</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>حاول مجددًا</translation>
    </message>
    <message>
        <source>type it as %1</source>
        <translation>اكتبها هكذا %1</translation>
    </message>
    <message>
        <source>type it as it is printed</source>
        <translation>اكتبها كما هي مطبوعة</translation>
    </message>
    <message>
        <source>type yes or no</source>
        <translation>اكتب yes أو no</translation>
    </message>
    <message>
        <source>use a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation>استخدم ملف PNG أو JPEG أو TIFF أو WebP أو BMP أو HEIC أو PDF</translation>
    </message>
    <message>
        <source>use a template saved by this version of Invoice Desk</source>
        <translation>استخدم قالبًا محفوظًا بهذا الإصدار من Invoice Desk</translation>
    </message>
    <message>
        <source>wait for it, or stop it there</source>
        <translation>انتظره، أو أوقفه هناك</translation>
    </message>
    <message>
        <source>wait until it is read</source>
        <translation>انتظر حتى تُقرأ</translation>
    </message>
    <message>
        <source>write fewer invoices into one file</source>
        <translation>اكتب فواتير أقل في الملف الواحد</translation>
    </message>
    <message>
        <source>write fewer invoices into one file, or write .json</source>
        <translation>اكتب فواتير أقل في الملف الواحد، أو اكتب بصيغة ‎.json</translation>
    </message>
    <message>
        <source>accept them first, or tick in the export that they go out all the same</source>
        <translation>اقبلها أولًا، أو أشِّر في التصدير على إخراجها مع ذلك</translation>
    </message>
    <message>
        <source>correct them, or tick in the export that they go out all the same</source>
        <translation>صحّحها، أو أشِّر في التصدير على إخراجها مع ذلك</translation>
    </message>
    <message>
        <source>choose a folder where you may write</source>
        <translation>اختر مجلدًا يمكنك الكتابة فيه</translation>
    </message>
    <message>
        <source>bring it back with “Bring back” in its menu, or add its file again</source>
        <translation>استعدها بأمر «استعادة» من قائمتها، أو أضف ملفها من جديد</translation>
    </message>
    <message>
        <source>look for it in the list of invoices</source>
        <translation>ابحث عنها في قائمة الفواتير</translation>
    </message>
    <message>
        <source>say first that it is no duplicate</source>
        <translation>قل أولًا إنها ليست مكررة</translation>
    </message>
    <message>
        <source>reject it, or say that it is no duplicate</source>
        <translation>ارفضها، أو قل إنها ليست مكررة</translation>
    </message>
    <message>
        <source>read it first</source>
        <translation>اقرأها أولًا</translation>
    </message>
    <message>
        <source>read it again</source>
        <translation>أعد قراءتها</translation>
    </message>
    <message>
        <source>reopen it first</source>
        <translation>أعد فتحها أولًا</translation>
    </message>
    <message>
        <source>choose another template</source>
        <translation>اختر قالبًا آخر</translation>
    </message>
    <message>
        <source>choose a template, or draw its regions</source>
        <translation>اختر قالبًا، أو ارسم مناطقه</translation>
    </message>
    <message>
        <source>restore a backup of the desk</source>
        <translation>استعد نسخة احتياطية من مساحة العمل</translation>
    </message>
    <message>
        <source>put it back, or restore a backup of the desk</source>
        <translation>أعدها إلى مكانها، أو استعد نسخة احتياطية من مساحة العمل</translation>
    </message>
    <message>
        <source>new</source>
        <translation>جديدة</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>قيد القراءة</translation>
    </message>
    <message>
        <source>review</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>مقبولة</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>مُصدَّرة</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>مكررة</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>مرفوضة</translation>
    </message>
    <message>
        <source>the file has the same bytes as invoice %1</source>
        <translation>الملف مطابق تمامًا لملف الفاتورة %1</translation>
    </message>
    <message>
        <source>the page looks the same as that of invoice %1</source>
        <translation>تبدو الصفحة كصفحة الفاتورة %1</translation>
    </message>
    <message>
        <source>seller, number, date and total are the same as of invoice %1</source>
        <translation>البائع والرقم والتاريخ والإجمالي هي نفسها في الفاتورة %1</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 × %2 بكسل</translation>
    </message>
    <message>
        <source>%1 x %2 inches</source>
        <translation>%1 × %2 بوصة</translation>
    </message>
    <message>
        <source>%1 x %2 pixels at %3 dpi</source>
        <translation>%1 × %2 بكسل بدقة %3 نقطة في البوصة</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 و%2 أخرى</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>لا مساحة متبقية على القرص</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>الوصول مرفوض</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>لا يوجد ملف أو مجلد كهذا</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>هذا مجلد</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>هذا ليس مجلدًا</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>القرص للقراءة فقط</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>اسم الملف أطول من اللازم</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>خطأ في الإدخال والإخراج</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>هذا مجلد</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation>هذا ليس ملفًا عاديًا</translation>
    </message>
    <message>
        <source>the link leads to itself</source>
        <translation>الرابط يقود إلى نفسه</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>%1 ليس مجلدًا</translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation>لا يمكن أن يحمل ملف هذا الاسم</translation>
    </message>
    <message>
        <source>the reader did not answer for %1 seconds</source>
        <translation>لم يستجب القارئ مدة %1 ثانية</translation>
    </message>
    <message>
        <source>the reader ended (%1)</source>
        <translation>توقف القارئ (%1)</translation>
    </message>
    <message>
        <source>the process that opened it ended (%1)</source>
        <translation>توقفت العملية التي كانت تفتحه (%1)</translation>
    </message>
    <message>
        <source>the process that reads ended (%1)</source>
        <translation>توقفت عملية القراءة (%1)</translation>
    </message>
    <message>
        <source>the digits reader</source>
        <translation>قارئ الأرقام</translation>
    </message>
    <message>
        <source>box: must be four whole numbers: x0, y0, x1, y1</source>
        <translation>box: يجب أن يكون أربعة أعداد صحيحة: x0, y0, x1, y1</translation>
    </message>
    <message>
        <source>box: lies further out than any page</source>
        <translation>box: يقع أبعد من أي صفحة</translation>
    </message>
    <message>
        <source>box is empty</source>
        <translation>الإطار فارغ</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>يجب ألا يكون فارغًا</translation>
    </message>
    <message>
        <source>must be one line without control characters</source>
        <translation>يجب أن يكون سطرًا واحدًا بلا محارف تحكم</translation>
    </message>
    <message>
        <source>String should have at most %1 characters</source>
        <translation>يجب ألا يتجاوز %1 محرفًا</translation>
    </message>
    <message>
        <source>%1: must not be empty</source>
        <translation>%1: يجب ألا يكون فارغًا</translation>
    </message>
    <message>
        <source>%1: must be one line without control characters</source>
        <translation>%1: يجب أن يكون سطرًا واحدًا بلا محارف تحكم</translation>
    </message>
    <message>
        <source>%1: is not a known key; %2</source>
        <translation>%1: مفتاح غير معروف؛ %2</translation>
    </message>
    <message>
        <source>%1: is missing; %2</source>
        <translation>%1: مفقود؛ %2</translation>
    </message>
    <message>
        <source>page: counts from 1, or from -1 for the last page</source>
        <translation>page: يُعدّ من 1، أو من ‎-1 للصفحة الأخيرة</translation>
    </message>
    <message>
        <source>pattern: is not a regular expression: %1</source>
        <translation>pattern: ليس تعبيرًا نمطيًا: %1</translation>
    </message>
    <message>
        <source>pattern: must be one line</source>
        <translation>pattern: يجب أن يكون سطرًا واحدًا</translation>
    </message>
    <message>
        <source>pattern: repeats too often</source>
        <translation>pattern: يتكرر أكثر من اللازم</translation>
    </message>
    <message>
        <source>columns belong to a field of kind table, and it needs at least one</source>
        <translation>الأعمدة تخص حقلًا من نوع جدول، ويلزمه عمود واحد على الأقل</translation>
    </message>
    <message>
        <source>two columns have the same name</source>
        <translation>عمودان يحملان الاسم نفسه</translation>
    </message>
    <message>
        <source>%1 is a machine of this network, and links may not lead there</source>
        <translation>%1 جهاز في هذه الشبكة، ولا يُسمح للروابط بأن تقود إليه</translation>
    </message>
    <message>
        <source>the name %1 is not found</source>
        <translation>الاسم %1 غير موجود</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>لا يجيب %1</translation>
    </message>
    <message>
        <source>%1 cannot be reached</source>
        <translation>تعذّر الوصول إلى %1</translation>
    </message>
    <message>
        <source>is not there (%1)</source>
        <translation>غير موجود (%1)</translation>
    </message>
    <message>
        <source>the server cannot give it (%1)</source>
        <translation>لا يستطيع الخادم إعطاءه (%1)</translation>
    </message>
    <message>
        <source>the server has trouble (%1)</source>
        <translation>لدى الخادم مشكلة (%1)</translation>
    </message>
    <message>
        <source>the server refuses (%1)</source>
        <translation>يرفض الخادم (%1)</translation>
    </message>
    <message>
        <source>the server wants to know who asks (%1)</source>
        <translation>يطلب الخادم معرفة هوية السائل (%1)</translation>
    </message>
    <message>
        <source>the server wants to be asked less often (%1)</source>
        <translation>يطلب الخادم تقليل عدد الطلبات (%1)</translation>
    </message>
    <message>
        <source>was changed while it was fetched</source>
        <translation>تغيّر أثناء جلبه</translation>
    </message>
    <message>
        <source>is no listing of a container</source>
        <translation>ليس قائمة حاوية</translation>
    </message>
    <message>
        <source>the listing holds what no listing needs (%1)</source>
        <translation>تحوي القائمة ما لا تحويه أي قائمة (%1)</translation>
    </message>
    <message>
        <source>an address must hold no name and password</source>
        <translation>يجب ألا يحوي العنوان اسمًا وكلمة مرور</translation>
    </message>
    <message>
        <source>is no address of a container</source>
        <translation>ليس عنوان حاوية</translation>
    </message>
    <message>
        <source>is no longer in the container</source>
        <translation>لم يعد في الحاوية</translation>
    </message>
    <message>
        <source>the container&apos;s listing has no end</source>
        <translation>قائمة الحاوية لا نهاية لها</translation>
    </message>
    <message>
        <source>the saved listing cannot be read: %1</source>
        <translation>تعذّرت قراءة القائمة المحفوظة: %1</translation>
    </message>
    <message>
        <source>the saved listing is too large</source>
        <translation>القائمة المحفوظة كبيرة جدًا</translation>
    </message>
    <message>
        <source>the server does not take the SAS: it has run out, or gives no right to this</source>
        <translation>لا يقبل الخادم توقيع SAS: انتهت صلاحيته أو لا يمنح هذا الحق</translation>
    </message>
    <message>
        <source>the server refuses the next page of its listing</source>
        <translation>يرفض الخادم الصفحة التالية من قائمته</translation>
    </message>
    <message>
        <source>cannot be asked for (%1)</source>
        <translation>تعذّر طلبه (%1)</translation>
    </message>
    <message>
        <source>there is no access key for the bucket</source>
        <translation>لا يوجد مفتاح وصول للحاوية</translation>
    </message>
    <message>
        <source>the access key is not taken (%1)</source>
        <translation>مفتاح الوصول مرفوض (%1)</translation>
    </message>
    <message>
        <source>the bucket&apos;s server cannot be reached</source>
        <translation>تعذّر الوصول إلى خادم الحاوية</translation>
    </message>
    <message>
        <source>the connection broke off (%1)</source>
        <translation>انقطع الاتصال (%1)</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is wrong</source>
        <translation>ساعة هذا الحاسوب غير صحيحة</translation>
    </message>
    <message>
        <source>%1 of %2 bytes came</source>
        <translation>وصل %1 من %2 بايت</translation>
    </message>
    <message>
        <source>is larger than %1 MB</source>
        <translation>أكبر من %1 م.ب</translation>
    </message>
    <message>
        <source>is no longer in the bucket</source>
        <translation>لم يعد في الحاوية</translation>
    </message>
    <message>
        <source>was altered on its way here</source>
        <translation>تغيّر في طريقه إلى هنا</translation>
    </message>
    <message>
        <source>is no longer there</source>
        <translation>لم يعد موجودًا</translation>
    </message>
    <message>
        <source>is on the desk, but cannot be moved: %1</source>
        <translation>موجود في مساحة العمل، لكن تعذّر نقله: %1</translation>
    </message>
    <message>
        <source>is still being written</source>
        <translation>ما زال قيد الكتابة</translation>
    </message>
    <message>
        <source>was written to while it was copied</source>
        <translation>كُتب فيه أثناء نسخه</translation>
    </message>
    <message>
        <source>a fetched file cannot be kept: %1</source>
        <translation>تعذّر حفظ ملف جُلب: %1</translation>
    </message>
    <message>
        <source>came too slowly</source>
        <translation>وصل ببطء شديد</translation>
    </message>
    <message>
        <source>is longer than the listing says: perhaps it was changed just now</source>
        <translation>أطول مما تقوله القائمة: ربما تغيّر للتو</translation>
    </message>
    <message>
        <source>is no invoice by its content</source>
        <translation>ليس فاتورة بحسب محتواه</translation>
    </message>
    <message>
        <source>the server answers with another part than it was asked for</source>
        <translation>يجيب الخادم بجزء غير المطلوب</translation>
    </message>
    <message>
        <source>what came of it before does not fit any more</source>
        <translation>ما وصل منه سابقًا لم يعد متطابقًا</translation>
    </message>
    <message>
        <source>is no longer in the folder</source>
        <translation>لم يعد في المجلد</translation>
    </message>
    <message>
        <source>the folder is not there</source>
        <translation>المجلد غير موجود</translation>
    </message>
    <message>
        <source>leads to what is no link</source>
        <translation>يؤدي إلى ما ليس رابطًا</translation>
    </message>
    <message>
        <source>the folder is empty, and another one than before</source>
        <translation>المجلد فارغ، وليس هو المجلد السابق نفسه</translation>
    </message>
    <message>
        <source>the folder cannot be read: %1</source>
        <translation>تتعذر قراءة المجلد: %1</translation>
    </message>
    <message>
        <source>the bucket&apos;s listing has no end</source>
        <translation>قائمة الحاوية لا نهاية لها</translation>
    </message>
    <message>
        <source>the proxy of this network is not one that is spoken to over http</source>
        <translation>وكيل هذه الشبكة ليس مما يُخاطَب عبر http</translation>
    </message>
    <message>
        <source>the proxy of this network wants a name and a password</source>
        <translation>وكيل هذه الشبكة يطلب اسمًا وكلمة مرور</translation>
    </message>
    <message>
        <source>the proxy of this network does not lead to %1 (%2)</source>
        <translation>وكيل هذه الشبكة لا يوصل إلى %1 (%2)</translation>
    </message>
    <message>
        <source>is a web page and no invoice</source>
        <translation>صفحة ويب وليس فاتورة</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>فارغ</translation>
    </message>
    <message>
        <source>a secret cannot be kept: %1</source>
        <translation>تعذّر حفظ سر: %1</translation>
    </message>
    <message>
        <source>is no file of secrets</source>
        <translation>ليس ملف أسرار</translation>
    </message>
    <message>
        <source>the file of secrets cannot be read</source>
        <translation>تعذّرت قراءة ملف الأسرار</translation>
    </message>
    <message>
        <source>the keyring gives no secrets out: %1</source>
        <translation>سلسلة المفاتيح لا تعطي الأسرار: %1</translation>
    </message>
    <message>
        <source>S3 buckets need a part that is not installed</source>
        <translation>تحتاج حاويات S3 إلى جزء غير مثبّت</translation>
    </message>
    <message>
        <source>is no link to a file</source>
        <translation>ليس رابطًا إلى ملف</translation>
    </message>
    <message>
        <source>is no link to a file: %1 is not https</source>
        <translation>ليس رابطًا إلى ملف: %1 ليس https</translation>
    </message>
    <message>
        <source>there is no link</source>
        <translation>لا يوجد رابط</translation>
    </message>
    <message>
        <source>the link was taken off the list</source>
        <translation>أُزيل الرابط من القائمة</translation>
    </message>
    <message>
        <source>answers with more than %1 bytes</source>
        <translation>يجيب بأكثر من %1 بايت</translation>
    </message>
    <message>
        <source>is no link that can be followed</source>
        <translation>ليس رابطًا يمكن اتباعه</translation>
    </message>
    <message>
        <source>leads from one address to the next without end</source>
        <translation>يقود من عنوان إلى آخر بلا نهاية</translation>
    </message>
    <message>
        <source>names no server</source>
        <translation>لا يسمّي أي خادم</translation>
    </message>
    <message>
        <source>the server stopped answering</source>
        <translation>توقف الخادم عن الإجابة</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not trusted</source>
        <translation>شهادة الخادم غير موثوقة</translation>
    </message>
    <message>
        <source>no secure connection came about</source>
        <translation>لم يُنشأ اتصال آمن</translation>
    </message>
    <message>
        <source>would come unencrypted, over http</source>
        <translation>سيصل غير مشفّر عبر http</translation>
    </message>
    <message>
        <source>its settings are not right: %1: %2</source>
        <translation>إعداداته غير صحيحة: %1: %2</translation>
    </message>
    <message>
        <source>this version knows no source of the kind %1</source>
        <translation>لا تعرف هذه النسخة مصدرًا من النوع %1</translation>
    </message>
    <message>
        <source>a source needs a name</source>
        <translation>يحتاج المصدر إلى اسم</translation>
    </message>
    <message>
        <source>the name of a source has at most %1 characters</source>
        <translation>اسم المصدر لا يزيد على %1 حرف</translation>
    </message>
    <message>
        <source>there is a source %1 already</source>
        <translation>يوجد مصدر باسم %1</translation>
    </message>
    <message>
        <source>there is no source %1</source>
        <translation>لا يوجد مصدر باسم %1</translation>
    </message>
    <message>
        <source>an access key has two parts</source>
        <translation>لمفتاح الوصول جزآن</translation>
    </message>
    <message>
        <source>is the desk&apos;s own folder</source>
        <translation>هو مجلد مساحة العمل نفسه</translation>
    </message>
    <message>
        <source>is the watched folder itself</source>
        <translation>هو المجلد المراقَب نفسه</translation>
    </message>
    <message>
        <source>its key is no longer kept on this machine</source>
        <translation>لم يعد مفتاحه محفوظًا على هذا الجهاز</translation>
    </message>
    <message>
        <source>it is tried again by itself</source>
        <translation>تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
        <source>check the network and the name; it is tried again by itself</source>
        <translation>تحقق من الشبكة والاسم؛ تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
        <source>give one</source>
        <translation>أعطه اسمًا</translation>
    </message>
    <message>
        <source>give yourself the right to read it; for a share, sign in to it again</source>
        <translation>امنح نفسك حق قراءته؛ وإن كان مشاركة فسجّل الدخول إليها من جديد</translation>
    </message>
    <message>
        <source>name it as http://PROXY:PORT in HTTPS_PROXY</source>
        <translation>اكتبه بالشكل http://PROXY:PORT في HTTPS_PROXY</translation>
    </message>
    <message>
        <source>name it as http://NAME:PASSWORD@PROXY:PORT in HTTPS_PROXY</source>
        <translation>اكتبه بالشكل http://NAME:PASSWORD@PROXY:PORT في HTTPS_PROXY</translation>
    </message>
    <message>
        <source>check HTTPS_PROXY and NO_PROXY, or the proxy of this system&apos;s settings</source>
        <translation>تحقق من HTTPS_PROXY وNO_PROXY، أو من الوكيل في إعدادات هذا النظام</translation>
    </message>
    <message>
        <source>sign in again and allow it; an app in testing lets in its test users alone</source>
        <translation>سجّل الدخول من جديد واسمح بالوصول؛ التطبيق قيد الاختبار لا يقبل إلا مستخدمي الاختبار</translation>
    </message>
    <message>
        <source>sign in again, and finish in the browser window that opens</source>
        <translation>سجّل الدخول من جديد وأكمل في نافذة المتصفح التي تُفتح</translation>
    </message>
    <message>
        <source>sign in again, and leave the tick at that right</source>
        <translation>سجّل الدخول من جديد واترك هذا الحق محددًا</translation>
    </message>
    <message>
        <source>sign in again; what is on the desk stays</source>
        <translation>سجّل الدخول من جديد؛ يبقى ما هو على المكتب</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>سجّل الدخول من جديد</translation>
    </message>
    <message>
        <source>Google Drive answered without a list of changes</source>
        <translation>أجاب Google Drive بلا قائمة تغييرات</translation>
    </message>
    <message>
        <source>Google Drive answered without a list of files</source>
        <translation>أجاب Google Drive بلا قائمة ملفات</translation>
    </message>
    <message>
        <source>Google Drive cannot be reached</source>
        <translation>تعذّر الوصول إلى Google Drive</translation>
    </message>
    <message>
        <source>Google Drive cannot give it (%1)</source>
        <translation>لا يستطيع Google Drive تقديمه (%1)</translation>
    </message>
    <message>
        <source>Google Drive does not take the place to go on from; all is listed again</source>
        <translation>لا يقبل Google Drive موضع المتابعة؛ يُسرد كل شيء من جديد</translation>
    </message>
    <message>
        <source>Google Drive gave no place to go on from</source>
        <translation>لم يُعطِ Google Drive موضعًا للمتابعة</translation>
    </message>
    <message>
        <source>Google Drive has trouble (%1)</source>
        <translation>لدى Google Drive مشكلة (%1)</translation>
    </message>
    <message>
        <source>Google Drive needs parts that are not installed: %1</source>
        <translation>يحتاج Google Drive إلى أجزاء غير مثبّتة: %1</translation>
    </message>
    <message>
        <source>Google Drive refuses it (403)</source>
        <translation>يرفضه Google Drive ‏(403)</translation>
    </message>
    <message>
        <source>Google Drive wants to be asked less often</source>
        <translation>يطلب Google Drive أن يُسأل مرات أقل</translation>
    </message>
    <message>
        <source>Google did not sign you in</source>
        <translation>لم تسجّل Google دخولك</translation>
    </message>
    <message>
        <source>Google does not know this account any more (401)</source>
        <translation>لم تعد Google تعرف هذا الحساب (401)</translation>
    </message>
    <message>
        <source>Google does not take the answer of the browser</source>
        <translation>لا تقبل Google جواب المتصفح</translation>
    </message>
    <message>
        <source>Google does not take the client id of this program: it was deleted, or is for others</source>
        <translation>لا تقبل Google معرّف العميل لهذا البرنامج: حُذف أو هو لغيرك</translation>
    </message>
    <message>
        <source>Google does not take the key of the service account: it was deleted, or the person that it stands for is not known</source>
        <translation>لا تقبل Google مفتاح حساب الخدمة: حُذف، أو الشخص الذي ينوب عنه غير معروف</translation>
    </message>
    <message>
        <source>Google gave a sign-in that does not last</source>
        <translation>أعطت Google تسجيل دخول لا يدوم</translation>
    </message>
    <message>
        <source>Google gave no token (%1)</source>
        <translation>لم تُعطِ Google رمز وصول (%1)</translation>
    </message>
    <message>
        <source>Google gave no token just now</source>
        <translation>لم تُعطِ Google رمز وصول الآن</translation>
    </message>
    <message>
        <source>Google gives this file out no more often for now: its download limit is used up</source>
        <translation>لا تقدّم Google هذا الملف الآن: استُنفد حد تنزيله</translation>
    </message>
    <message>
        <source>Google holds this file for malware or spam, so it is not fetched</source>
        <translation>تعدّ Google هذا الملف ضارًا أو مزعجًا، فلا يُجلب</translation>
    </message>
    <message>
        <source>Google refuses this computer&apos;s time%1</source>
        <translation>ترفض Google وقت هذا الحاسوب%1</translation>
    </message>
    <message>
        <source>Google sent another part of it than was asked for</source>
        <translation>أرسلت Google جزءًا منه غير الذي طُلب</translation>
    </message>
    <message>
        <source>Google&apos;s PDF of it did not come whole</source>
        <translation>لم يصل ملف PDF الذي تصنعه Google منه كاملًا</translation>
    </message>
    <message>
        <source>Google&apos;s certificate does not hold at this computer&apos;s time, so its clock is probably wrong</source>
        <translation>شهادة Google غير صالحة بحسب وقت هذا الحاسوب؛ فساعته خاطئة على الأرجح</translation>
    </message>
    <message>
        <source>Google&apos;s list of changes has no end</source>
        <translation>قائمة تغييرات Google لا تنتهي</translation>
    </message>
    <message>
        <source>Google&apos;s listing has no end</source>
        <translation>قائمة Google لا تنتهي</translation>
    </message>
    <message>
        <source>Google&apos;s limit for shared files is used up for now</source>
        <translation>استُنفد حد Google للملفات المشتركة حاليًا</translation>
    </message>
    <message>
        <source>the Google project has used up its requests of this day</source>
        <translation>استنفد مشروع Google طلبات هذا اليوم</translation>
    </message>
    <message>
        <source>access to Google Drive was refused in the browser</source>
        <translation>رُفض الوصول إلى Google Drive في المتصفح</translation>
    </message>
    <message>
        <source>add it as a service account</source>
        <translation>أضفه بوصفه حساب خدمة</translation>
    </message>
    <message>
        <source>add it as the client id and sign in, or give a key</source>
        <translation>أضفه بوصفه معرّف العميل وسجّل الدخول، أو أعطِ مفتاحًا</translation>
    </message>
    <message>
        <source>ask %1 to allow this program</source>
        <translation>اطلب من %1 السماح لهذا البرنامج</translation>
    </message>
    <message>
        <source>ask its owner for the right to read it</source>
        <translation>اطلب من مالكه حق قراءته</translation>
    </message>
    <message>
        <source>ask its owner to let viewers download it</source>
        <translation>اطلب من مالكه السماح للمشاهدين بتنزيله</translation>
    </message>
    <message>
        <source>ask its owner to share it with you</source>
        <translation>اطلب من مالكه مشاركته معك</translation>
    </message>
    <message>
        <source>ask the administrator of its Google Workspace to allow this program</source>
        <translation>اطلب من مدير Google Workspace السماح لهذا البرنامج</translation>
    </message>
    <message>
        <source>at console.cloud.google.com choose that project, then APIs &amp; Services, Library, Google Drive API, Enable; it takes some minutes to hold</source>
        <translation>في console.cloud.google.com اختر هذا المشروع ثم APIs &amp; Services ثم Library ثم Google Drive API ثم Enable؛ يسري بعد دقائق</translation>
    </message>
    <message>
        <source>broke off after %1 of %2 bytes</source>
        <translation>انقطع بعد %1 من %2 بايت</translation>
    </message>
    <message>
        <source>check in Google Drive whether it was moved, deleted, or is no longer shared with you</source>
        <translation>تحقق في Google Drive مما إذا نُقل أو حُذف أو لم يعد مشتركًا معك</translation>
    </message>
    <message>
        <source>check the network; it is tried again by itself</source>
        <translation>تحقق من الشبكة؛ تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
        <source>choose one at least</source>
        <translation>اختر واحدًا على الأقل</translation>
    </message>
    <message>
        <source>delete it and sign in again</source>
        <translation>احذفها وسجّل الدخول من جديد</translation>
    </message>
    <message>
        <source>give an https address, or leave the setting out</source>
        <translation>أعطِ عنوان https أو اترك هذا الإعداد</translation>
    </message>
    <message>
        <source>give the JSON file of a client id that holds, and sign in again</source>
        <translation>أعطِ ملف JSON لمعرّف عميل صالح وسجّل الدخول من جديد</translation>
    </message>
    <message>
        <source>holds a key that is broken</source>
        <translation>يحوي مفتاحًا تالفًا</translation>
    </message>
    <message>
        <source>if it is an invoice all the same, ask its sender for another copy</source>
        <translation>إن كان فاتورة مع ذلك فاطلب من مرسله نسخة أخرى</translation>
    </message>
    <message>
        <source>in Google&apos;s console, open the service account, then Keys, and make a JSON key</source>
        <translation>في وحدة تحكم Google افتح حساب الخدمة ثم Keys وأنشئ مفتاح JSON</translation>
    </message>
    <message>
        <source>in Google&apos;s console, under Credentials, make an OAuth client id of the kind Desktop app</source>
        <translation>في وحدة تحكم Google تحت Credentials أنشئ معرّف عميل OAuth من نوع Desktop app</translation>
    </message>
    <message>
        <source>in the Admin console, under Security, API controls, Domain-wide delegation, allow its client id the scope %1</source>
        <translation>في وحدة تحكم المدير تحت Security ثم API controls ثم Domain-wide delegation اسمح لمعرّف العميل بالنطاق %1</translation>
    </message>
    <message>
        <source>is a client id and no key of a service account</source>
        <translation>هو معرّف عميل لا مفتاح حساب خدمة</translation>
    </message>
    <message>
        <source>is a client id for web servers</source>
        <translation>هو معرّف عميل لخوادم الويب</translation>
    </message>
    <message>
        <source>is a file and no folder</source>
        <translation>هو ملف لا مجلد</translation>
    </message>
    <message>
        <source>is longer than Google&apos;s listing says</source>
        <translation>أطول مما تقوله قائمة Google</translation>
    </message>
    <message>
        <source>is no JSON file</source>
        <translation>ليس ملف JSON</translation>
    </message>
    <message>
        <source>is no client id of Google&apos;s console</source>
        <translation>ليس معرّف عميل من وحدة تحكم Google</translation>
    </message>
    <message>
        <source>is no file of an invoice by its kind</source>
        <translation>ليس بنوعه ملف فاتورة</translation>
    </message>
    <message>
        <source>is no key of a service account</source>
        <translation>ليس مفتاح حساب خدمة</translation>
    </message>
    <message>
        <source>is no link to a folder of Google Drive</source>
        <translation>ليس رابطًا إلى مجلد في Google Drive</translation>
    </message>
    <message>
        <source>is not a file of Google&apos;s console</source>
        <translation>ليس ملفًا من وحدة تحكم Google</translation>
    </message>
    <message>
        <source>is not of the kinds chosen for this source</source>
        <translation>ليس من الأنواع المختارة لهذا المصدر</translation>
    </message>
    <message>
        <source>is not there, or this account may not see it</source>
        <translation>غير موجود، أو لا يحق لهذا الحساب رؤيته</translation>
    </message>
    <message>
        <source>is the key of a service account and no client id</source>
        <translation>هو مفتاح حساب خدمة لا معرّف عميل</translation>
    </message>
    <message>
        <source>is there, but did not come (404)</source>
        <translation>موجود لكنه لم يأتِ (404)</translation>
    </message>
    <message>
        <source>is too large as a PDF: Google makes PDFs of its own documents up to 10 MB</source>
        <translation>كبير جدًا بصيغة PDF: تصنع Google ملفات PDF من مستنداتها حتى 10 ميغابايت</translation>
    </message>
    <message>
        <source>is a shortcut that leads to no file</source>
        <translation>اختصار لا يؤدي إلى ملف</translation>
    </message>
    <message>
        <source>make it anew, or delete it</source>
        <translation>أنشئه من جديد أو احذفه</translation>
    </message>
    <message>
        <source>is a %1 of Google&apos;s, which cannot be read as an invoice</source>
        <translation>هو %1 من Google لا يمكن قراءته فاتورة</translation>
    </message>
    <message>
        <source>it goes on by itself; ask for a higher quota in Google&apos;s console if this happens often</source>
        <translation>يستمر تلقائيًا؛ اطلب حصة أعلى في وحدة تحكم Google إن تكرر ذلك</translation>
    </message>
    <message>
        <source>its new version comes with the next round</source>
        <translation>تأتي نسخته الجديدة في الجولة التالية</translation>
    </message>
    <message>
        <source>its owner does not let this program read it</source>
        <translation>لا يسمح مالكه لهذا البرنامج بقراءته</translation>
    </message>
    <message>
        <source>lies in the bin of Google Drive</source>
        <translation>في سلة مهملات Google Drive</translation>
    </message>
    <message>
        <source>look at it in Google Drive; if it is the watched folder, choose it again</source>
        <translation>انظر إليه في Google Drive؛ وإن كان المجلد المراقب فاختره من جديد</translation>
    </message>
    <message>
        <source>make a new JSON key in Google&apos;s console and add the service account again</source>
        <translation>أنشئ مفتاح JSON جديدًا في وحدة تحكم Google وأضف حساب الخدمة من جديد</translation>
    </message>
    <message>
        <source>Google does not know this program yet: there is no client id</source>
        <translation>لا تعرف Google هذا البرنامج بعد: لا يوجد معرّف عميل</translation>
    </message>
    <message>
        <source>may be seen but not downloaded</source>
        <translation>يمكن رؤيته لا تنزيله</translation>
    </message>
    <message>
        <source>no account of Google Drive is signed in</source>
        <translation>لا حساب Google Drive مسجّل الدخول</translation>
    </message>
    <message>
        <source>no kind of files is chosen</source>
        <translation>لم يُختر أي نوع من الملفات</translation>
    </message>
    <message>
        <source>no secure connection to Google Drive came about</source>
        <translation>لم يتم اتصال آمن بـ Google Drive</translation>
    </message>
    <message>
        <source>nobody signed in: the browser did not come back in time</source>
        <translation>لم يسجّل أحد الدخول: لم يرجع المتصفح في الوقت المناسب</translation>
    </message>
    <message>
        <source>open the folder in the browser and copy its address</source>
        <translation>افتح المجلد في المتصفح وانسخ عنوانه</translation>
    </message>
    <message>
        <source>save it as a PDF in Google Drive, in the same folder</source>
        <translation>احفظه بصيغة PDF في Google Drive في المجلد نفسه</translation>
    </message>
    <message>
        <source>save it there as a PDF</source>
        <translation>احفظه هناك بصيغة PDF</translation>
    </message>
    <message>
        <source>set this computer&apos;s clock</source>
        <translation>اضبط ساعة هذا الحاسوب</translation>
    </message>
    <message>
        <source>set this computer&apos;s clock; it is tried again by itself</source>
        <translation>اضبط ساعة هذا الحاسوب؛ تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
        <source>sign in again; in Google&apos;s console publish the project&apos;s app so that it holds longer</source>
        <translation>سجّل الدخول من جديد؛ وانشر تطبيق المشروع في وحدة تحكم Google ليدوم أكثر</translation>
    </message>
    <message>
        <source>take it out of the bin in Google Drive, or choose another folder</source>
        <translation>أخرجه من سلة المهملات في Google Drive أو اختر مجلدًا آخر</translation>
    </message>
    <message>
        <source>the watched folder lies in the bin</source>
        <translation>المجلد المراقب في سلة المهملات</translation>
    </message>
    <message>
        <source>the Google Drive API is not switched on in %1</source>
        <translation>واجهة Google Drive API غير مفعّلة في %1</translation>
    </message>
    <message>
        <source>the address for %1 of Google Drive is neither https nor on this machine</source>
        <translation>عنوان %1 في Google Drive ليس https ولا على هذا الجهاز</translation>
    </message>
    <message>
        <source>the list of Google accounts cannot be read</source>
        <translation>تعذّرت قراءة قائمة حسابات Google</translation>
    </message>
    <message>
        <source>the right to see the files in Google Drive was not given</source>
        <translation>لم يُمنح حق رؤية الملفات في Google Drive</translation>
    </message>
    <message>
        <source>the rules of this organisation do not let programs read Google Drive</source>
        <translation>لا تسمح قواعد هذه المؤسسة للبرامج بقراءة Google Drive</translation>
    </message>
    <message>
        <source>the rules of this organisation do not let this program read Google Drive</source>
        <translation>لا تسمح قواعد هذه المؤسسة لهذا البرنامج بقراءة Google Drive</translation>
    </message>
    <message>
        <source>the service account may not stand for %1</source>
        <translation>لا يحق لحساب الخدمة أن ينوب عن %1</translation>
    </message>
    <message>
        <source>the sign-in ended after seven days, as Google&apos;s do while the consent screen of the program&apos;s project stands on Testing</source>
        <translation>انتهى تسجيل الدخول بعد سبعة أيام، كما تفعل Google ما دامت شاشة الموافقة لمشروع البرنامج على Testing</translation>
    </message>
    <message>
        <source>the sign-in holds no longer: access was removed, the password changed, or it was not used for long</source>
        <translation>لم يعد تسجيل الدخول صالحًا: أُزيل الوصول أو تغيّرت كلمة المرور أو لم يُستخدم منذ مدة</translation>
    </message>
    <message>
        <source>this account has no right to read it</source>
        <translation>لا يحق لهذا الحساب قراءته</translation>
    </message>
    <message>
        <source>this account is signed out of Google Drive</source>
        <translation>هذا الحساب مسجّل الخروج من Google Drive</translation>
    </message>
    <message>
        <source>this sign-in does not include the right to see the files in Google Drive</source>
        <translation>لا يشمل تسجيل الدخول هذا حق رؤية الملفات في Google Drive</translation>
    </message>
    <message>
        <source>was changed in Google Drive while it was fetched</source>
        <translation>تغيّر في Google Drive أثناء جلبه</translation>
    </message>
    <message>
        <source>what came is no answer of Google Drive: perhaps this network wants you to sign in first</source>
        <translation>ما وصل ليس جوابًا من Google Drive: ربما تطلب هذه الشبكة تسجيل الدخول أولًا</translation>
    </message>
    <message>
        <source>what is kept of this account is broken</source>
        <translation>ما حُفظ من هذا الحساب تالف</translation>
    </message>
    <message>
        <source>what was kept of the sign-in is no longer there</source>
        <translation>ما حُفظ من تسجيل الدخول لم يعد موجودًا</translation>
    </message>
    <message>
        <source>make one in Google&apos;s console and give its JSON file</source>
        <translation>أنشئ واحدًا في وحدة تحكم Google وأعطِ ملف JSON الخاص به</translation>
    </message>
    <message>
        <source>check whether the disk or network share is connected; it is tried again by itself</source>
        <translation>تحقق من اتصال القرص أو المجلد المشترك؛ تُعاد المحاولة تلقائيًا</translation>
    </message>
    <message>
        <source>ask its owner for the right to read, or for a link or key that still holds</source>
        <translation>اطلب من صاحبه حق القراءة، أو رابطًا أو مفتاحًا ساريًا</translation>
    </message>
    <message>
        <source>check the address</source>
        <translation>تحقق من العنوان</translation>
    </message>
    <message>
        <source>check whether it was moved</source>
        <translation>تحقق هل نُقل</translation>
    </message>
    <message>
        <source>sign in again, or give a link or key that still holds</source>
        <translation>سجّل الدخول من جديد، أو أعطِ رابطًا أو مفتاحًا ساريًا</translation>
    </message>
    <message>
        <source>check the address: this may be no container</source>
        <translation>تحقق من العنوان: قد لا يكون حاوية</translation>
    </message>
    <message>
        <source>give the container&apos;s address, such as https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>أعطِ عنوان الحاوية، مثل https://NAME.blob.core.windows.net/CONTAINER</translation>
    </message>
    <message>
        <source>ask for a new one with the rights to list and to read, and put it in</source>
        <translation>اطلب توقيعًا جديدًا بحقي السرد والقراءة وأدخله</translation>
    </message>
    <message>
        <source>give the SAS instead</source>
        <translation>أعطِ توقيع SAS بدلًا منه</translation>
    </message>
    <message>
        <source>save it again</source>
        <translation>احفظه من جديد</translation>
    </message>
    <message>
        <source>such as https://NAME.blob.core.windows.net/CONTAINER</source>
        <translation>مثل https://NAME.blob.core.windows.net/CONTAINER</translation>
    </message>
    <message>
        <source>ask the bucket&apos;s owner for the rights to list and to read</source>
        <translation>اطلب من صاحب الحاوية حقي السرد والقراءة</translation>
    </message>
    <message>
        <source>check the bucket&apos;s settings</source>
        <translation>تحقق من إعدادات الحاوية</translation>
    </message>
    <message>
        <source>check the name of the bucket</source>
        <translation>تحقق من اسم الحاوية</translation>
    </message>
    <message>
        <source>check the settings</source>
        <translation>تحقق من الإعدادات</translation>
    </message>
    <message>
        <source>give one that still holds</source>
        <translation>أعطِ مفتاحًا ساريًا</translation>
    </message>
    <message>
        <source>give one, or set up a profile</source>
        <translation>أعطِ مفتاحًا، أو أعدّ ملف تعريف</translation>
    </message>
    <message>
        <source>set the clock</source>
        <translation>اضبط الساعة</translation>
    </message>
    <message>
        <source>make it smaller</source>
        <translation>صغّره</translation>
    </message>
    <message>
        <source>close it where it is open, or give yourself the right to read it</source>
        <translation>أغلقه حيث هو مفتوح، أو امنح نفسك حق قراءته</translation>
    </message>
    <message>
        <source>give yourself the right to write in both folders</source>
        <translation>امنح نفسك حق الكتابة في المجلدين</translation>
    </message>
    <message>
        <source>if it is an invoice all the same, make it smaller</source>
        <translation>إن كان فاتورة مع ذلك فصغّره</translation>
    </message>
    <message>
        <source>put an image or a PDF there</source>
        <translation>ضع هناك صورة أو ملف PDF</translation>
    </message>
    <message>
        <source>put a %1 file there</source>
        <translation>ضع هناك ملف %1</translation>
    </message>
    <message>
        <source>perhaps one must sign in there first: open it in a browser, save the file, and add that</source>
        <translation>ربما يلزم تسجيل الدخول هناك أولًا: افتحه في المتصفح واحفظ الملف ثم أضفه</translation>
    </message>
    <message>
        <source>save it there again</source>
        <translation>احفظه هناك من جديد</translation>
    </message>
    <message>
        <source>delete it</source>
        <translation>احذفه</translation>
    </message>
    <message>
        <source>give yourself the right to write there</source>
        <translation>امنح نفسك حق الكتابة هناك</translation>
    </message>
    <message>
        <source>unlock it and try again</source>
        <translation>افتح قفلها وحاول من جديد</translation>
    </message>
    <message>
        <source>links begin with https:// and hold no password</source>
        <translation>تبدأ الروابط بـ https:// ولا تحوي كلمة مرور</translation>
    </message>
    <message>
        <source>paste one or more, each on a line of its own</source>
        <translation>ألصق رابطًا أو أكثر، كل رابط في سطر</translation>
    </message>
    <message>
        <source>check it</source>
        <translation>تحقق منه</translation>
    </message>
    <message>
        <source>check the link</source>
        <translation>تحقق من الرابط</translation>
    </message>
    <message>
        <source>check this computer&apos;s clock, and whether a proxy of your network stands in between</source>
        <translation>تحقق من ساعة هذا الحاسوب، ومن وجود خادم وكيل في شبكتك</translation>
    </message>
    <message>
        <source>remove the source and add it again</source>
        <translation>أزل المصدر وأضفه من جديد</translation>
    </message>
    <message>
        <source>remove the source and add it again with its key</source>
        <translation>أزل المصدر وأضفه من جديد مع مفتاحه</translation>
    </message>
    <message>
        <source>update it</source>
        <translation>حدّثه</translation>
    </message>
    <message>
        <source>give both, or neither</source>
        <translation>أعطِ كليهما أو لا شيء</translation>
    </message>
    <message>
        <source>name a folder that is there</source>
        <translation>سمِّ مجلدًا موجودًا</translation>
    </message>
    <message>
        <source>watch another folder</source>
        <translation>راقب مجلدًا آخر</translation>
    </message>
    <message>
        <source>move files to another folder</source>
        <translation>انقل الملفات إلى مجلد آخر</translation>
    </message>
    <message>
        <source>shorten it</source>
        <translation>اختصره</translation>
    </message>
    <message>
        <source>a listing holds %1 invoices at most</source>
        <translation>تحوي القائمة %1 فاتورة على الأكثر</translation>
    </message>
    <message>
        <source>the chosen model of digits %1</source>
        <translation>نموذج الأرقام المختار %1</translation>
    </message>
    <message>
        <source>the model %1</source>
        <translation>النموذج %1</translation>
    </message>
    <message>
        <source>is no model of digits</source>
        <translation>ليس نموذج أرقام</translation>
    </message>
    <message>
        <source>cannot be loaded as a model</source>
        <translation>تعذّر تحميله نموذجًا</translation>
    </message>
    <message>
        <source>holds pickled objects, which are never loaded</source>
        <translation>يحوي كائنات pickle لا تُحمَّل أبدًا</translation>
    </message>
    <message>
        <source>is no model of torch.export</source>
        <translation>ليس نموذج torch.export</translation>
    </message>
    <message>
        <source>is not the model that its card describes</source>
        <translation>ليس النموذج الذي تصفه بطاقته</translation>
    </message>
    <message>
        <source>is not there or no card of a digit model</source>
        <translation>غير موجود أو ليس بطاقة نموذج أرقام</translation>
    </message>
    <message>
        <source>is of a model with other classes</source>
        <translation>لنموذج بأصناف أخرى</translation>
    </message>
    <message>
        <source>is too large unpacked for a digit model</source>
        <translation>كبير جدًا بعد فك ضغطه على نموذج أرقام</translation>
    </message>
    <message>
        <source>is of another network than this program learns by</source>
        <translation>من شبكة غير التي يتعلم بها هذا البرنامج</translation>
    </message>
    <message>
        <source>says no size of its network</source>
        <translation>لا يذكر حجم شبكته</translation>
    </message>
    <message>
        <source>is not there or holds no lines</source>
        <translation>غير موجود أو لا يحوي أي سطر</translation>
    </message>
    <message>
        <source>cannot be deleted: %1</source>
        <translation>تعذّر حذفه: %1</translation>
    </message>
    <message>
        <source>only a model of your own can be deleted</source>
        <translation>لا يُحذف إلا نموذج خاص بك</translation>
    </message>
    <message>
        <source>there are %1 numbers to learn from and %2 to judge by; %3 and %4 are needed</source>
        <translation>يوجد %1 عددًا للتعلم و%2 للتقييم؛ واللازم %3 و%4</translation>
    </message>
    <message>
        <source>is larger than %1 KB, which no such file is</source>
        <translation>أكبر من %1 ك.ب، ولا يبلغ ذلك ملف من هذا النوع</translation>
    </message>
    <message>
        <source>is not JSON in UTF-8</source>
        <translation>ليس JSON بترميز UTF-8</translation>
    </message>
    <message>
        <source>holds corner points, which need the page they were drawn on</source>
        <translation>يحوي نقاط زوايا تحتاج إلى الصفحة التي رُسمت عليها</translation>
    </message>
    <message>
        <source>the desk has no version %1 of the template %2</source>
        <translation>ليس في مساحة العمل نسخة %1 من القالب %2</translation>
    </message>
    <message>
        <source>%1 has the name %2</source>
        <translation>%1 له الاسم %2</translation>
    </message>
    <message>
        <source>choose fewer invoices, or let the name end in .xlsx</source>
        <translation>اختر فواتير أقل، أو اجعل الاسم ينتهي بـ ‎.xlsx</translation>
    </message>
    <message>
        <source>open Digits and delete it, or choose another model there</source>
        <translation>افتح «الأرقام» واحذفه، أو اختر هناك نموذجًا آخر</translation>
    </message>
    <message>
        <source>choose another model</source>
        <translation>اختر نموذجًا آخر</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>اختر اسمًا آخر</translation>
    </message>
    <message>
        <source>choose another value</source>
        <translation>اختر قيمة أخرى</translation>
    </message>
    <message>
        <source>correct or accept more invoices with Arabic-Indic numbers</source>
        <translation>صحّح أو اقبل مزيدًا من الفواتير ذات الأرقام العربية المشرقية</translation>
    </message>
    <message>
        <source>open an invoice of this layout first</source>
        <translation>افتح أولًا فاتورة بهذا التصميم</translation>
    </message>
    <message>
        <source>if it is meant to be asked, allow private addresses for this source</source>
        <translation>إن كان ذلك مقصودًا فاسمح بالعناوين الخاصة لهذا المصدر</translation>
    </message>
    <message>
        <source>install Invoice Desk again, or choose another model</source>
        <translation>ثبّت Invoice Desk من جديد، أو اختر نموذجًا آخر</translation>
    </message>
    <message>
        <source>use the https link, or allow http for this source</source>
        <translation>استعمل رابط https، أو اسمح بـ http لهذا المصدر</translation>
    </message>
    <message>
        <source>give it one</source>
        <translation>أعطه اسمًا</translation>
    </message>
    <message>
        <source>choose it in the list of sources</source>
        <translation>اختره من قائمة المصادر</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>added</source>
        <translation>أُضيفت</translation>
    </message>
    <message>
        <source>template chosen</source>
        <translation>اختير القالب</translation>
    </message>
    <message>
        <source>reading begun</source>
        <translation>بدأت القراءة</translation>
    </message>
    <message>
        <source>reading stopped</source>
        <translation>أُوقفت القراءة</translation>
    </message>
    <message>
        <source>reading broken off</source>
        <translation>انقطعت القراءة</translation>
    </message>
    <message>
        <source>read</source>
        <translation>قُرئت</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>وُضعت في الانتظار</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>صُحّحت</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>أُكّدت</translation>
    </message>
    <message>
        <source>correction withdrawn</source>
        <translation>سُحب التصحيح</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>قُبلت</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>أُعيد فتحها</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>رُفضت</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>استُعيدت</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>حُذفت</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>صُدّرت</translation>
    </message>
    <message>
        <source>found to be a duplicate</source>
        <translation>تبيّن أنها مكررة</translation>
    </message>
    <message>
        <source>said to be no duplicate</source>
        <translation>قيل إنها ليست مكررة</translation>
    </message>
    <message>
        <source>template saved</source>
        <translation>حُفظ القالب</translation>
    </message>
    <message>
        <source>template deleted</source>
        <translation>حُذف القالب</translation>
    </message>
    <message>
        <source>template restored</source>
        <translation>استُعيد القالب</translation>
    </message>
    <message>
        <source>template renamed</source>
        <translation>تغيّر اسم القالب</translation>
    </message>
    <message>
        <source>new version</source>
        <translation>نسخة جديدة</translation>
    </message>
    <message>
        <source>source changed</source>
        <translation>تغيّر المصدر</translation>
    </message>
    <message>
        <source>item set aside</source>
        <translation>نُحّي عنصر جانبًا</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>الحافظة</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>No invoice is chosen</source>
        <translation>لم تُختر فاتورة</translation>
    </message>
    <message>
        <source>It could not be read</source>
        <translation>تعذّرت قراءتها</translation>
    </message>
    <message>
        <source>Set aside as a duplicate</source>
        <translation>نُحّيت جانبًا لأنها مكررة</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>قيد القراءة</translation>
    </message>
    <message>
        <source>Rejected before it was read</source>
        <translation>رُفضت قبل قراءتها</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>لم تُقرأ بعد</translation>
    </message>
    <message>
        <source>Choose one in the list to look at its values.</source>
        <translation>اختر واحدة من القائمة للاطلاع على قيمها.</translation>
    </message>
    <message>
        <source>If it is none, say so, and it is read.</source>
        <translation>إن لم تكن كذلك فقل ذلك لتُقرأ.</translation>
    </message>
    <message>
        <source>Its values appear here as soon as they are read.</source>
        <translation>تظهر قيمها هنا حالما تُقرأ.</translation>
    </message>
    <message>
        <source>Bring it back to have it read.</source>
        <translation>استعدها لتُقرأ.</translation>
    </message>
    <message>
        <source>It waits for its turn. Start reading to see its values here.</source>
        <translation>تنتظر دورها. ابدأ القراءة لترى قيمها هنا.</translation>
    </message>
    <message>
        <source>No template is chosen for it. Choose one, or draw its boxes on the page.</source>
        <translation>لم يُختر لها قالب. اختر قالبًا أو ارسم إطاراتها على الصفحة.</translation>
    </message>
    <message>
        <source>The reason is not known. Read it again, or type its values by hand.</source>
        <translation>السبب غير معروف. أعد قراءتها أو أدخل قيمها يدويًا.</translation>
    </message>
    <message>
        <source>Mend or replace the file, then read it again.</source>
        <translation>أصلح الملف أو استبدله ثم أعد قراءته.</translation>
    </message>
    <message>
        <source>It is accepted: reopen it to change a value.</source>
        <translation>هي مقبولة: أعد فتحها لتغيير قيمة.</translation>
    </message>
    <message>
        <source>Enter keeps a value and goes to the next doubtful one.</source>
        <translation>يحفظ Enter القيمة وينتقل إلى التالية المشكوك فيها.</translation>
    </message>
    <message>
        <source>Nothing is left in doubt. Enter here, or Ctrl+Enter anywhere, accepts and goes on.</source>
        <translation>لم يبقَ شك. Enter هنا، أو Ctrl+Enter في أي مكان، يقبل ويتابع.</translation>
    </message>
    <message>
        <source>No template</source>
        <translation>بلا قالب</translation>
    </message>
    <message>
        <source>Show the first one</source>
        <translation>عرض الأولى</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>مؤشَّر</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>غير مؤشَّر</translation>
    </message>
    <message>
        <source>It was found nowhere on the page</source>
        <translation>لم يُعثر عليها في الصفحة</translation>
    </message>
    <message>
        <source>The page is being opened…</source>
        <translation>يجري فتح الصفحة…</translation>
    </message>
    <message>
        <source>Its box holds no part of the page</source>
        <translation>لا يضم إطارها أي جزء من الصفحة</translation>
    </message>
    <message>
        <source>From %1, %2</source>
        <translation>من %1، %2</translation>
    </message>
    <message>
        <source>You confirmed this reading</source>
        <translation>أكّدت هذه القراءة</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>When you said so it had read: %1</source>
        <translation>حين قلت ذلك كانت القراءة: %1</translation>
    </message>
    <message>
        <source>The machine read nothing</source>
        <translation>لم تقرأ الآلة شيئًا</translation>
    </message>
    <message>
        <source>The machine read: %1 (%2 sure)</source>
        <translation>قرأت الآلة: %1 (بثقة %2)</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>لم تُقرأ بعد</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>قيد القراءة</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>للمراجعة</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>مقبولة</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>مُصدَّرة</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشلت</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>مكررة</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>مرفوضة</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>مؤكدة</translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation>مشكوك فيها</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>منك</translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation>لم تُحفظ بعد</translation>
    </message>
    <message>
        <source>Nothing is in doubt</source>
        <translation>لا شيء مشكوك فيه</translation>
    </message>
    <message>
        <source>Not understood as an amount yet</source>
        <translation>لم يُفهم بعد كمبلغ</translation>
    </message>
    <message>
        <source>Not understood as a date yet</source>
        <translation>لم يُفهم بعد كتاريخ</translation>
    </message>
    <message>
        <source>Not understood as a number yet</source>
        <translation>لم يُفهم بعد كعدد</translation>
    </message>
    <message>
        <source>Not understood as a value yet</source>
        <translation>لم يُفهم بعد كقيمة</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>This key types into a field; take it together with Ctrl, or an F key.</source>
        <translation>هذا المفتاح يكتب في حقل؛ خذه مع Ctrl، أو خذ مفتاح F.</translation>
    </message>
    <message>
        <source>This key works on the regions of the page.</source>
        <translation>هذا المفتاح يعمل على مناطق الصفحة.</translation>
    </message>
    <message>
        <source>This key belongs to the review lane.</source>
        <translation>هذا المفتاح يخص لوحة المراجعة.</translation>
    </message>
    <message>
        <source>This key edits text and the table.</source>
        <translation>هذا المفتاح يعدّل النص والجدول.</translation>
    </message>
    <message>
        <source>Alt with one key opens menus, and chooses glyphs in the review lane.</source>
        <translation>‏Alt مع مفتاح يفتح القوائم، ويختار المحارف في لوحة المراجعة.</translation>
    </message>
    <message>
        <source>This key walks from one field to the next.</source>
        <translation>هذا المفتاح ينتقل من حقل إلى التالي.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Text</source>
        <translation>نص</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>عدد</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>تاريخ</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>معرّف</translation>
    </message>
    <message>
        <source>QR or bar code</source>
        <translation>رمز QR أو رمز شريطي</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>جدول</translation>
    </message>
    <message>
        <source>Checkbox</source>
        <translation>خانة تأشير</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>رقم الفاتورة</translation>
    </message>
    <message>
        <source>Date of the invoice</source>
        <translation>تاريخ الفاتورة</translation>
    </message>
    <message>
        <source>Due date</source>
        <translation>تاريخ الاستحقاق</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>البائع</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>المشتري</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>الرقم الضريبي للبائع</translation>
    </message>
    <message>
        <source>Buyer&apos;s tax number</source>
        <translation>الرقم الضريبي للمشتري</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>العملة</translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation>المجموع الفرعي</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>الخصم</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>ضريبة القيمة المضافة</translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation>نسبة الضريبة</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>الإجمالي</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>بلا دور</translation>
    </message>
    <message>
        <source>Excel in English</source>
        <translation>Excel بالإنجليزية</translation>
    </message>
    <message>
        <source>Excel in Arabic</source>
        <translation>Excel بالعربية</translation>
    </message>
    <message>
        <source>Excel in French</source>
        <translation>Excel بالفرنسية</translation>
    </message>
    <message>
        <source>Another program</source>
        <translation>برنامج آخر</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>العربية</translation>
    </message>
    <message>
        <source>English</source>
        <translation>الإنجليزية</translation>
    </message>
    <message>
        <source>French</source>
        <translation>الفرنسية</translation>
    </message>
</context>
</TS>
