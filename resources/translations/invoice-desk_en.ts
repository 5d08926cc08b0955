<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Commands</name>
    <message numerus="yes">
        <source>%n invoice(s) accepted.</source>
        <translation>
            <numerusform>%n invoice accepted.</numerusform>
            <numerusform>%n invoices accepted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) imported.</source>
        <translation>
            <numerusform>%n template imported.</numerusform>
            <numerusform>%n templates imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n value(s) to look at</source>
        <translation>
            <numerusform>%n value to look at</numerusform>
            <numerusform>%n values to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) corrected:</source>
        <translation>
            <numerusform>%n value corrected:</numerusform>
            <numerusform>%n values corrected:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) fail</source>
        <translation>
            <numerusform>%n check fails</numerusform>
            <numerusform>%n checks fail</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n invoice(s) go out.</source>
        <translation>
            <numerusform>%n invoice goes out.</numerusform>
            <numerusform>%n invoices go out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GlyphsPanel</name>
    <message numerus="yes">
        <source>Correct %n value(s)</source>
        <translation>
            <numerusform>Correct %n value</numerusform>
            <numerusform>Correct %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
</TS>
