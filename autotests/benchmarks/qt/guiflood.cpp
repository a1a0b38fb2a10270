// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/flood.h"
#include "common/frames.h"
#include "threads.h"
#include "workloads.h"

#include <QEventLoop>

namespace Bench::OnQt {

namespace {

class View : public QObject
{
public:
    View(Flood &flood, QEventLoop &loop)
        : m_flood(flood)
        , m_loop(loop)
    {
    }
    void show(qint64 number) { m_flood.handle(number); }
    void finish() { m_loop.quit(); }

private:
    Flood &m_flood;
    QEventLoop &m_loop;
};

class Source : public QObject
{
public:
    Source(Flood &flood, View &view)
        : m_flood(flood)
        , m_view(&view)
    {
    }
    void flow()
    {
        if (m_flood.isOver()) {
            call(m_view, [view = m_view] { view->finish(); });
            return;
        }
        for (qint64 i = m_flood.addsSome() ? Flood::AtOnce : 0; i > 0; --i)
            call(m_view, [view = m_view, i] { view->show(i); });
        call(this, [this] { flow(); });
    }

private:
    Flood &m_flood;
    View *m_view;
};

} // namespace

Result guiFlood(qint64 frames)
{
    QEventLoop loop;
    Flood flood(frames * Frames::Interval);
    View view(flood, loop);
    Threads threads;
    Source *source = threads.make<Source>(0, flood, view);

    Frames window;
    const double start = now();
    window.begin();
    call(source, [source] { source->flow(); });
    loop.exec();
    window.end();
    return {double(flood.handled()), now() - start, flood.isHandled(), window.figures()};
}

} // namespace Bench::OnQt
