// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/LogFilter>
#include <Actors/TestKit/TestSystem>

#include <QLoggingCategory>
#include <QTest>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;

class Chatterbox : public Actor
{
    Q_OBJECT

public:
    void say(const QString &text)
    {
        qCDebug(log()).noquote() << path() << text;
        qCWarning(log()).noquote() << path() << text;
    }
};

class ActorLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLoggingCategory::setFilterRules(QString()); }

    void linesAreInTheCategoryOfTheClass()
    {
        TestSystem system;
        const auto first = system.spawn<Chatterbox>(u"first"_s);
        const auto second = system.spawn<Chatterbox>(u"second"_s);
        LogFilter filter(system, QtWarningMsg,
                         QRegularExpression(u"^actors\\.user\\.Chatterbox"_s));
        first.tell(&Chatterbox::say, u"hello"_s);
        system.settle();
        second.tell(&Chatterbox::say, u"good day"_s);
        system.settle();
        QCOMPARE(filter.lines(),
                 (QStringList{u"actors.user.Chatterbox: /user/first hello"_s,
                              u"actors.user.Chatterbox: /user/second good day"_s}));
    }

    void rulesSwitchAClassOnAndOff()
    {
        TestSystem system;
        const auto actor = system.spawn<Chatterbox>(u"actor"_s);
        LogFilter warnings(system, QtWarningMsg, QRegularExpression(u"Chatterbox"_s));
        LogFilter details(system, QtDebugMsg, QRegularExpression(u"Chatterbox"_s));
        QLoggingCategory::setFilterRules(u"actors.user.Chatterbox=false"_s);
        actor.tell(&Chatterbox::say, u"nothing"_s);
        system.settle();
        QCOMPARE(warnings.count(), 0);
        QLoggingCategory::setFilterRules(u"actors.user.Chatterbox.debug=true"_s);
        actor.tell(&Chatterbox::say, u"all"_s);
        system.settle();
        QCOMPARE(warnings.count(), 1);
        QCOMPARE(details.count(), 1);
    }
};

QTEST_GUILESS_MAIN(ActorLogTest)

#include "actorlogtest.moc"
