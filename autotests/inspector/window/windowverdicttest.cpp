// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "verdict.h"

#include <QLocale>
#include <QTest>

using namespace Actors::Inspector;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using State = Actors::Inspection::ActorState;

Q_DECLARE_METATYPE(Actors::Inspector::ActorReading)

class WindowVerdictTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void saysWhatIsTheMatter_data()
    {
        QTest::addColumn<ActorReading>("reading");
        QTest::addColumn<Tone>("tone");
        QTest::addColumn<QString>("part");

        QTest::newRow("nothing") << ActorReading{} << Tone::Good << u"no message waits"_s;
        QTest::newRow("in time") << ActorReading{State::Running, 3, 4ms, 10, 10, u"A"_s, 1ms, 0, 0}
                                 << Tone::Good << u"4\u00a0ms"_s;
        QTest::newRow("blocked") << ActorReading{State::Blocked, 83,     4100ms, 20, 0,
                                                 u"LoadFile"_s,  4100ms, 0,      0}
                                 << Tone::Critical << u"LoadFile for 4.1\u00a0s"_s;
        QTest::newRow("too slow") << ActorReading{State::Running, 17'319, 41s, 1240, 20,
                                                  u"WriteRow"_s,  49ms,   0,   3}
                                  << Tone::Critical << u"handles 20/s but gets 1,240/s"_s;
        QTest::newRow("stuck") << ActorReading{State::Idle, 4, 9s, 0, 0, {}, 0s, 0, 0}
                               << Tone::Critical << u"none is handled"_s;
        QTest::newRow("recovers") << ActorReading{State::Running, 40, 2s, 5, 50, u"A"_s, 1ms, 0, 0}
                                  << Tone::Warning << u"catching up"_s;
        QTest::newRow("suspended") << ActorReading{State::Suspended, 12, 0s, 8, 0, {}, 0s, 0, 0}
                                   << Tone::Warning << u"resumed"_s;
        QTest::newRow("failed") << ActorReading{State::Failed, 12, 0s, 8, 0, {}, 0s, 1, 0}
                                << Tone::Critical << u"supervisor"_s;
        QTest::newRow("restarted") << ActorReading{State::Idle, 0, 0s, 1, 1, {}, 0s, 2, 2}
                                   << Tone::Warning << u"restarted"_s;
    }

    void saysWhatIsTheMatter()
    {
        QFETCH(const ActorReading, reading);
        QFETCH(const QString, part);
        const Verdict said = verdict(reading);

        QTEST(said.tone, "tone");
        QVERIFY2(said.text.contains(part), qPrintable(said.text));
    }
};

QTEST_GUILESS_MAIN(WindowVerdictTest)
#include "windowverdicttest.moc"
