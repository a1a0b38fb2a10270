// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "common/workload.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <utility>
#include <vector>

namespace Bench {

//! Two threads with Qt's own event loops, and objects that live there.
class Threads
{
public:
    Threads()
    {
        for (QThread &thread : m_threads)
            thread.start();
    }
    ~Threads()
    {
        for (QThread &thread : m_threads)
            thread.quit();
        for (QThread &thread : m_threads)
            thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Threads)

    template<class T, class... Arguments>
    T *make(int thread, Arguments &&...arguments)
    {
        auto object = std::make_unique<T>(std::forward<Arguments>(arguments)...);
        T *plain = object.get();
        plain->moveToThread(&m_threads[thread]);
        m_objects.push_back(std::move(object));
        return plain;
    }
    //! For objects that delete themselves.
    void place(int thread, QObject *object) { object->moveToThread(&m_threads[thread]); }
    //! The thread of the second party, if the first one's is 0.
    static int other(Place place) { return place == Place::TwoThreads ? 1 : 0; }

private:
    std::vector<std::unique_ptr<QObject>> m_objects;
    QThread m_threads[2];
};

//! A plain queued call.
template<class T, class Function>
void call(T *object, Function &&function)
{
    QMetaObject::invokeMethod(object, std::forward<Function>(function), Qt::QueuedConnection);
}

} // namespace Bench
