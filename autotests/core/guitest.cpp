// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QElapsedTimer>
#include <QTest>
#include <QTestEventLoop>
#include <QThread>
#include <QTimer>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Works on the thread of the application.
class View : public Actor
{
    Q_OBJECT

public:
    void draw()
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.nsecsElapsed() < 20'000) { }
    }
    bool isOnTheMainThread() const
    {
        return QThread::currentThread() == qApp->thread() && thread() == qApp->thread();
    }
    ActorRef openPart() { return spawn<View>(u"part"_s); }
};

} // namespace

class GuiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActorLivesOnTheThreadOfTheApplicationOnlyIfAsked()
    {
        ActorSystem system(u"test"_s);
        const auto elsewhere = system.spawn<View>(u"elsewhere"_s);
        QVERIFY(!elsewhere.ask(&View::isOnTheMainThread).result());
        const auto view = system.spawn(Props<View>().withDispatcher(Dispatcher::gui()), u"view"_s);
        QVERIFY(view.ask(&View::isOnTheMainThread).result());
        const auto part = view.ask(&View::openPart).result().as<View>();
        QVERIFY(part.ask(&View::isOnTheMainThread).result());
    }

    void theEventLoopGetsItsTurnsWhileAQueueIsDrained()
    {
        ActorSystem system(u"test"_s);
        const auto view =
            system.spawn(Props<View>().withDispatcher(Dispatcher::gui(4ms)), u"view"_s);
        QVERIFY(view.started().waitForFinished(10s));
        constexpr quint64 Count = 10'000;
        for (quint64 i = 0; i < Count; ++i)
            view.tell(&View::draw);
        // 200 ms of work, in passes of 4 ms: some 50 turns, fewer where others take the processor.
        int turns = 0;
        QTimer frames;
        connect(&frames, &QTimer::timeout, this, [&] {
            ++turns;
            if (view.handledMessageCount() == Count)
                QTestEventLoop::instance().exitLoop();
        });
        frames.start(0);
        QTestEventLoop::instance().enterLoop(30);
        QCOMPARE(view.handledMessageCount(), Count);
        QVERIFY2(turns >= 10, qPrintable(QString::number(turns)));
    }
};

QTEST_GUILESS_MAIN(GuiTest)

#include "guitest.moc"
