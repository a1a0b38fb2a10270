<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Actors::Inspector::StatusLine</name>
    <message numerus="yes">
        <source>%1 actor(s)</source>
        <translation>
            <numerusform>%1 actor</numerusform>
            <numerusform>%1 actors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) dropped</source>
        <translation>
            <numerusform>%1 event dropped</numerusform>
            <numerusform>%1 events dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message numerus="yes">
        <source>It keeps up now, but was restarted %Ln time(s).</source>
        <translation>
            <numerusform>It keeps up now, but was restarted once.</numerusform>
            <numerusform>It keeps up now, but was restarted %Ln times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
</context>
</TS>
