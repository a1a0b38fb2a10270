// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/flood.h"
#include "common/frames.h"
#include "threads.h"
#include "workloads.h"

#include <QEventLoop>

namespace Bench::OnActors {

namespace {

class View : public Actors::Actor
{
    Q_OBJECT

public:
    View(Lent<Flood> flood, Lent<QEventLoop> loop)
        : m_flood(*flood)
        , m_loop(*loop)
    {
    }
    void show(qint64 number) { m_flood.handle(number); }
    void finish() { m_loop.quit(); }

private:
    Flood &m_flood;
    QEventLoop &m_loop;
};

class Source : public Actors::Actor
{
    Q_OBJECT

public:
    Source(Lent<Flood> flood, const Actors::Ref<View> &view)
        : m_flood(*flood)
        , m_view(view)
    {
    }
    void flow()
    {
        if (m_flood.isOver()) {
            m_view.tell(&View::finish);
            return;
        }
        for (qint64 i = m_flood.addsSome() ? Flood::AtOnce : 0; i > 0; --i)
            m_view.tell(&View::show, i);
        self<Source>().tell(&Source::flow);
    }

private:
    Flood &m_flood;
    const Actors::Ref<View> m_view;
};

} // namespace

Result guiFlood(qint64 frames)
{
    QEventLoop loop;
    Flood flood(frames * Frames::Interval);
    Threads threads;
    const auto view = threads.system.spawn(
        Actors::Props<View>(Lent(flood), Lent(loop)).withDispatcher(Actors::Dispatcher::gui()));
    const auto source = threads.spawn<Source>(0, Lent(flood), view);

    Frames window;
    const double start = now();
    window.begin();
    source.tell(&Source::flow);
    loop.exec();
    window.end();
    return {double(flood.handled()), now() - start, flood.isHandled(), window.figures()};
}

} // namespace Bench::OnActors

#include "guiflood.moc"
