<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Invoice Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads invoices in Arabic, English and French on your own machine. MIT licence.
Qt %1 (LGPL), Tesseract (Apache), tesserocr (MIT), PyTorch (BSD), OpenCV (Apache), Lucide icons (ISC).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AmountEditor</name>
    <message>
        <source>New amount</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something unexpected happened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done until now is kept. Please report it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Applier</name>
    <message>
        <source>%1 of %2 values were not taken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Show all columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cell</name>
    <message>
        <source>%1: cannot be sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as %1 (%2 sure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was read here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckEditor</name>
    <message>
        <source>Ticked or not</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>No.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Invoices (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open invoices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file and no picture in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates (*%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) accepted.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n value(s) to look at</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) corrected:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>The part of the page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>New date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeskWork</name>
    <message>
        <source>Exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Invoices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportCommands</name>
    <message>
        <source>Other work still runs; export again when it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the workbook that is there; no row is doubled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sheet of all readings, with confidence and reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of the boxes, linked from the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also those that nobody accepted yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also those on which a check fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns, in their order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV for</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n invoice(s) go out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Columns: tick them, drag them into their order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total, invoice number, ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldsPanel</name>
    <message>
        <source>Name of the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields of the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read this invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box around each value that is to be read, and name it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · must be there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept and next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set this invoice aside: it is not to be booked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it for later and go to the next (Page Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values are right: accept, and go to the next (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphCell</name>
    <message>
        <source>%1, %2 sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, or %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphGrid</name>
    <message>
        <source>Glyphs of one class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphModel</name>
    <message>
        <source>%1, %2 sure, or %3; invoice %4, %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphReview</name>
    <message>
        <source>%1 more invoices have doubtful glyphs; %2 are shown at a time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphsDialog</name>
    <message>
        <source>Doubtful glyphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the invoices in review…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No invoice waits for review.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GlyphsPanel</name>
    <message>
        <source>No glyph of these invoices is in doubt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The marked ones are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the marked ones are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as “%1”. Click those that are none; the least sure come first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Correct %n value(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>their runner-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Invitation</name>
    <message>
        <source>Drop invoices here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF, PNG, JPEG, TIFF, WebP, BMP or HEIC; files or whole folders.
They stay on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InvoiceList</name>
    <message>
        <source>The same as invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice %1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InvoiceMenu</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InvoiceView</name>
    <message>
        <source>Invoices</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InvoicesPanel</name>
    <message>
        <source>Search invoices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet: drop invoices here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No invoice matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Page of the invoice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>invoice %1 has no value here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose which columns are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No results yet: what is read of your invoices stands here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoices: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsView</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>this is too much to paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paste fewer rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows are too many to work on at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose at most %1, or export them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>draw a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextEditor</name>
    <message>
        <source>New value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThresholdStrip</name>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values less sure than this go to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No invoice is read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1: %2 of %3 invoices would go to review.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UsualField</name>
    <message>
        <source>Invoice number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueCard</name>
    <message>
        <source>Confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reading is right (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take your word back: the reading stands again (Alt+W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what the second reader read (Alt+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second reader: %1   Alt+0</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueEditor</name>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirm %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdraw %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueList</name>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Delegate</name>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the &amp;samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import templates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Report of this invoice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find an invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Draw regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the &amp;page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the &amp;width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rotate the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read this invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read all that &amp;wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all that are &amp;sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;ject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete the invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is &amp;no duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubtful &amp;glyphs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Invoice Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>doubt</name>
    <message>
        <source>nothing is printed in the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something is printed, but it could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the print goes on outside the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the document has no page %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the box lies outside the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the page has not the shape of the template&apos;s: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reader is only %1 sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second reader read %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reader for this field: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no number can be understood in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no date can be understood in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may be a decimal or a thousands mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the separators contradict each other: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day and month cannot be told apart: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the date is not in the template&apos;s order: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the year has two digits: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no invoice is likely to bear this year: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the calendar is not certain: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sign stands for several currencies: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the printed currency %1 is not the template&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than one value is printed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a part is not understood: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text does not match the pattern %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the field is required</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>floor</name>
    <message>
        <source>is empty (0 bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is %1 MB; the limit is %2 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has more than %1 pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too small to read: %1, each side needs %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too long: %1, a side may have %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too large: %1 are %2 MP, the limit is %3 MP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too large: over %1 MP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a picture with the ending .pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a PDF with the ending %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has the ending %1, but its content is of another kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a regular file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read for an unexpected reason: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a broken PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is an encrypted PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a PDF with unknown encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a PDF that takes too much memory or is broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes more than %1 seconds to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 of the PDF has no size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 of the PDF is too large: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 of the PDF is too small to read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a picture of %1, too large to be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is cut short: its end is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a description that unpacks to an unsafe size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a broken picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>would take too long to decode: %1 scans of %2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not fit into memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was changed while it was taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page %1 has no size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture of page %1 cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program died while reading it, and again when it was tried alone: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written: the disk is full; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk fails or is full: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the original cannot be kept: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is gone: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was changed by another program meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seems to be open in another program: %1 lies beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is encrypted with a password, or in the format of before 2007</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no workbook: it is not a zip file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows can be added to an Excel workbook, not to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has the ending %1, which no format has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sheet %1 would have %2 rows and %3 columns; Excel holds %4 and %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the sheet %1 would have more than %2 rows, which Excel does not hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no invoice is accepted, so nothing is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the export was stopped, so nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a check fails on invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a check fails on invoices %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoices %1 are not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is not there to be exported: never read, or deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoices %1 are not there to be exported: never read, or deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 was not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desk has no invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so it cannot be set aside as a duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is %2, so its values cannot be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is neither deleted nor rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 is set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 may be a duplicate: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 was never read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>invoice %1 has no value %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no template is chosen for invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody corrected %1 of invoice %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of invoice %2 was corrected already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is neither yes nor no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no identifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something unexpected happened: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desk has no template %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desk has no deleted template %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desk has no template version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the template %1 is no longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a template: no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a template: it has no &quot;format&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has the unknown format %1; this version reads %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no fields, so nothing would be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not JSON: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is larger than %1 MB, which no template is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds no NAME.template.json file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field %1 stands %2 times; each name must be unique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field %1: box lies outside the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the desk&apos;s folder cannot be made: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be opened: the folder is not there or not yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has originals, but its database %1 is gone or empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies on a disk that several programs cannot share safely, such as a network disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a database of another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was made by a newer version of Invoice Desk (its step is %1, this one knows %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is read-only, and a desk is written to even by looking at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another program has been writing to it for %1 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its invoices are being read by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be locked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no database that can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the database refuses: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the database broke the connection off: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the database is broken: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tesseract&apos;s language data is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tesseract&apos;s data for the language %1 is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tesseract cannot load the language data %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program tesseract is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program tesseract failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the font %1 is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is required and nothing was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 does not match %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept some first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check its name and folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check its name and rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the file and add it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the file&apos;s rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a .template.json file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a NAME.template.json file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another name or folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it there, or delete that file if it is open nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it where it is open, and export again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it where it is open, or choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close the other window, or try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export it again, or print it to a new PDF and use that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch or export it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetch or scan it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give it the ending of its kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give yourself the right to write in this folder, or choose another desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>install the newer version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its fields are %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>let the name end in .xlsx, .csv or .json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>let the name end in .xlsx, or choose a new file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make room on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make room on the disk and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make room on the disk, or choose another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make room on the disk, or give yourself the right to write there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mend or delete it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it in Excel and save it as .xlsx anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open it in Excel, take the password away and save it as .xlsx</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>please report it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>please report it with this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>print it to a new PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>print it to a new PDF and use that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put the desk on a disk of this machine, or use PostgreSQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rename it to end in .pdf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopen and reject it instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save a copy without a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save it as a PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan it at 150 dpi or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scan it at a lower resolution, or save it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see that the server runs and lets you in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>split it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type it as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type it as it is printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use a template saved by this version of Invoice Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait for it, or stop it there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait until it is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write fewer invoices into one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write fewer invoices into one file, or write .json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accept them first, or tick in the export that they go out all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct them, or tick in the export that they go out all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a folder where you may write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bring it back with “Bring back” in its menu, or add its file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look for it in the list of invoices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>say first that it is no duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reject it, or say that it is no duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopen it first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a template, or draw its regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore a backup of the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put it back, or restore a backup of the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has the same bytes as invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the page looks the same as that of invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seller, number, date and total are the same as of invoice %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 x %2 inches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 x %2 pixels at %3 dpi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the link leads to itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no file can have this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reader did not answer for %1 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reader ended (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the digits reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box: must be four whole numbers: x0, y0, x1, y1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box: lies further out than any page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one line without control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>String should have at most %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: must be one line without control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: is not a known key; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: is missing; %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>page: counts from 1, or from -1 for the last page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pattern: is not a regular expression: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pattern: must be one line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pattern: repeats too often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>columns belong to a field of kind table, and it needs at least one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two columns have the same name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading broken off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correction withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reopened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found to be a duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>said to be no duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>template restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>item set aside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>review</name>
    <message>
        <source>No invoice is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside as a duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected before it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the list to look at its values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is none, say so, and it is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its values appear here as soon as they are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back to have it read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waits for its turn. Start reading to see its values here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No template is chosen for it. Choose one, or draw its boxes on the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason is not known. Read it again, or type its values by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend or replace the file, then read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is accepted: reopen it to change a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter keeps a value and goes to the next doubtful one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left in doubt. Enter here, or Ctrl+Enter anywhere, accepts and goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the first one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was found nowhere on the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page is being opened…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its box holds no part of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You confirmed this reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you said so it had read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine read nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine read: %1 (%2 sure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not kept yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is in doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood as an amount yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood as a date yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood as a number yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not understood as a value yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QR or bar code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer&apos;s tax number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtotal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel in English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel in Arabic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel in French</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>French</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
