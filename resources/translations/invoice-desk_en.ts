<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ActivityView</name>
    <message numerus="yes">
        <source>%n invoice(s) wait</source>
        <translation>
            <numerusform>%Ln invoice waits</numerusform>
            <numerusform>%Ln invoices wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) failed</source>
        <translation>
            <numerusform>%Ln invoice failed</numerusform>
            <numerusform>%Ln invoices failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n value(s) to look at</source>
        <translation>
            <numerusform>%Ln value to look at</numerusform>
            <numerusform>%Ln values to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) corrected:</source>
        <translation>
            <numerusform>%Ln value corrected:</numerusform>
            <numerusform>%Ln values corrected:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail</source>
        <translation>
            <numerusform>%Ln check fails</numerusform>
            <numerusform>%Ln checks fail</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s)</source>
        <translation>
            <numerusform>%Ln field</numerusform>
            <numerusform>%Ln fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s)</source>
        <translation>
            <numerusform>%Ln invoice</numerusform>
            <numerusform>%Ln invoices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First version, %n field(s)</source>
        <translation>
            <numerusform>First version, %Ln field</numerusform>
            <numerusform>First version, %Ln fields</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigitTraining</name>
    <message numerus="yes">
        <source>(about %n second(s) left)</source>
        <translation>
            <numerusform>(about %Ln second left)</numerusform>
            <numerusform>(about %Ln seconds left)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n invoice(s) go out. They begin like this:</source>
        <translation>
            <numerusform>%Ln invoice goes out. It begins like this:</numerusform>
            <numerusform>%Ln invoices go out. They begin like this:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GlyphsPanel</name>
    <message numerus="yes">
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>Correct %Ln value</numerusform>
            <numerusform>Correct %Ln values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryDialog</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%Ln template</numerusform>
            <numerusform>%Ln templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message numerus="yes">
        <source>lock %n region(s)</source>
        <translation>
            <numerusform>lock %Ln region</numerusform>
            <numerusform>lock %Ln regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>unlock %n region(s)</source>
        <translation>
            <numerusform>unlock %Ln region</numerusform>
            <numerusform>unlock %Ln regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n file(s) did not come in:</source>
        <translation>
            <numerusform>%Ln file did not come in:</numerusform>
            <numerusform>%Ln files did not come in:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message numerus="yes">
        <source>resize %n region(s)</source>
        <translation>
            <numerusform>resize %Ln region</numerusform>
            <numerusform>resize %Ln regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>move %Ln region</numerusform>
            <numerusform>move %Ln regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegionCommands</name>
    <message numerus="yes">
        <source>%n region(s) copied.</source>
        <translation>
            <numerusform>%Ln region copied.</numerusform>
            <numerusform>%Ln regions copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut %n region(s)</source>
        <translation>
            <numerusform>cut %Ln region</numerusform>
            <numerusform>cut %Ln regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RhythmForm</name>
    <message numerus="yes">
        <source>every %n second(s)</source>
        <translation>
            <numerusform>every second</numerusform>
            <numerusform>every %Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceCounts</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%Ln hour ago</numerusform>
            <numerusform>%Ln hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new invoice(s)</source>
        <translation>
            <numerusform>%Ln new invoice</numerusform>
            <numerusform>%Ln new invoices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%Ln to review</numerusform>
            <numerusform>%Ln to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%Ln could not be read</numerusform>
            <numerusform>%Ln could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>Paused: %n invoice(s) wait</source>
        <translation>
            <numerusform>Paused: %Ln invoice waits</numerusform>
            <numerusform>Paused: %Ln invoices wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%Ln second left</numerusform>
            <numerusform>%Ln seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%Ln minute left</numerusform>
            <numerusform>%Ln minutes left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateCommands</name>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln template imported.</numerusform>
            <numerusform>%Ln templates imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message numerus="yes">
        <source>move %n region(s)</source>
        <translation>
            <numerusform>move %Ln region</numerusform>
            <numerusform>move %Ln regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>delete %n region(s)</source>
        <translation>
            <numerusform>delete %Ln region</numerusform>
            <numerusform>delete %Ln regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>paste %n region(s)</source>
        <translation>
            <numerusform>paste %Ln region</numerusform>
            <numerusform>paste %Ln regions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>duplicate %n region(s)</source>
        <translation>
            <numerusform>duplicate %Ln region</numerusform>
            <numerusform>duplicate %Ln regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateLibrary</name>
    <message numerus="yes">
        <source>%n template(s) deleted; invoices keep their values</source>
        <translation>
            <numerusform>%Ln template deleted; invoices keep their values</numerusform>
            <numerusform>%Ln templates deleted; invoices keep their values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) brought back</source>
        <translation>
            <numerusform>%Ln template brought back</numerusform>
            <numerusform>%Ln templates brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln template imported.</numerusform>
            <numerusform>%Ln templates imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) written to %1</source>
        <translation>
            <numerusform>%Ln template written to %1</numerusform>
            <numerusform>%Ln templates written to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateTrial</name>
    <message numerus="yes">
        <source>%n of them would stay as they are: accepted, or of another template.</source>
        <translation>
            <numerusform>%Ln of them would stay as it is: accepted, or of another template.</numerusform>
            <numerusform>%Ln of them would stay as they are: accepted, or of another template.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n invoice(s) read without a doubt</source>
        <translation>
            <numerusform>%1 of %Ln invoice read without a doubt</numerusform>
            <numerusform>%1 of %Ln invoices read without a doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person had corrected would be read right</source>
        <translation>
            <numerusform>%Ln value that a person had corrected would be read right</numerusform>
            <numerusform>%Ln values that a person had corrected would be read right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) that a person corrected would no longer be read right</source>
        <translation>
            <numerusform>%Ln value that a person corrected would no longer be read right</numerusform>
            <numerusform>%Ln values that a person corrected would no longer be read right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) better</source>
        <translation>
            <numerusform>%Ln value better</numerusform>
            <numerusform>%Ln values better</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) worse</source>
        <translation>
            <numerusform>%Ln value worse</numerusform>
            <numerusform>%Ln values worse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) different</source>
        <translation>
            <numerusform>%Ln value different</numerusform>
            <numerusform>%Ln values different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) could not be read</source>
        <translation>
            <numerusform>%Ln invoice could not be read</numerusform>
            <numerusform>%Ln invoices could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more than now</source>
        <translation>
            <numerusform>%Ln more than now</numerusform>
            <numerusform>%Ln more than now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fewer than now</source>
        <translation>
            <numerusform>%Ln fewer than now</numerusform>
            <numerusform>%Ln fewer than now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message numerus="yes">
        <source>Keep it and read %n invoice(s) again</source>
        <translation>
            <numerusform>Keep it and read %Ln invoice again</numerusform>
            <numerusform>Keep it and read %Ln invoices again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trying</name>
    <message numerus="yes">
        <source>%n file(s) would come.</source>
        <translation>
            <numerusform>%Ln file would come.</numerusform>
            <numerusform>%Ln files would come.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n file(s); there are more.</source>
        <translation>
            <numerusform>The first file; there are more.</numerusform>
            <numerusform>The first %Ln files; there are more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would be passed over.</source>
        <translation>
            <numerusform>%Ln would be passed over.</numerusform>
            <numerusform>%Ln would be passed over.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkCommands</name>
    <message numerus="yes">
        <source>%n invoice(s) accepted.</source>
        <translation>
            <numerusform>%Ln invoice accepted.</numerusform>
            <numerusform>%Ln invoices accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%Ln template imported.</numerusform>
            <numerusform>%Ln templates imported.</numerusform>
        </translation>
    </message>
</context>
</TS>
