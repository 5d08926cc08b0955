<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Commands</name>
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
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n invoice(s) go out.</source>
        <translation>
            <numerusform>%Ln invoice goes out.</numerusform>
            <numerusform>%Ln invoices go out.</numerusform>
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
    <name>Status</name>
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
</TS>
