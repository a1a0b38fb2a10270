// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Linked into the tests of a tree with the thread sanitizer. Qt itself is not instrumented, so the
// sanitizer does not see that what happens before an event is posted happens before the receiver
// gets it, nor that what a thread does happens before the end of a wait() for it. Here it is told,
// for each receiver and thread by itself. Silenced is only what Qt destroys with a thread of its
// own.

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QMetaObject>
#include <QThread>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

namespace {

bool receive(void **data)
{
    __tsan_acquire(data[0]);
    return false; // go on with the delivery
}

[[maybe_unused]] const bool registered =
    QInternal::registerCallback(QInternal::EventNotifyCallback, receive);

template<typename Function>
Function original(const char *mangled)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, mangled));
}

} // namespace

// The program's definition comes before Qt's, for the program and for our libraries.
void QCoreApplication::postEvent(QObject *receiver, QEvent *event, int priority)
{
    using Function = void (*)(QObject *, QEvent *, int);
    static const auto post =
        original<Function>("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi");
    __tsan_release(receiver);
    post(receiver, event, priority);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                   Qt::ConnectionType type, void *result)
{
    using Function = bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
    static const auto invoke = original<Function>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt"
        "14ConnectionTypeEPv");
    __tsan_release(object);
    return invoke(object, slot, type, result);
}

void QThread::start(Priority priority)
{
    using Function = void (*)(QThread *, Priority);
    static const auto begin = original<Function>("_ZN7QThread5startENS_8PriorityE");
    connect(
        this, &QThread::finished, this, [this] { __tsan_release(this); }, Qt::DirectConnection);
    begin(this, priority);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    using Function = bool (*)(QThread *, QDeadlineTimer);
    static const auto waitUntil = original<Function>("_ZN7QThread4waitE14QDeadlineTimer");
    if (!waitUntil(this, deadline))
        return false;
    __tsan_acquire(this);
    return true;
}

extern "C" const char *__tsan_default_suppressions()
{
    return "race:QWaitCondition::~QWaitCondition\n";
}
