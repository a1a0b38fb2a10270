// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Linked into the tests of a tree with the thread sanitizer. Qt itself is not instrumented, so the
// sanitizer does not see that what happens before an event is posted happens before the receiver
// gets it, nor that what a thread does happens before the end of a wait() for it. Here it is told,
// for each receiver, thread, future and semaphore by itself; and for each exception, whose
// references the library of the compiler counts. Silenced is only what Qt destroys with a thread of
// its own.

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEvent>
#include <QFutureInterface>
#include <QMetaObject>
#include <QSemaphore>
#include <QThread>

#include <dlfcn.h>
#include <exception>
#include <sanitizer/tsan_interface.h>
#include <sched.h>

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

namespace {

//! What all copies of a future share: it comes behind the table of virtual functions.
void *sharedBy(const QFutureInterfaceBase *future)
{
    void *const *members = reinterpret_cast<void *const *>(future);
    return members[1];
}

} // namespace

void QFutureInterfaceBase::reportFinished()
{
    using Function = void (*)(QFutureInterfaceBase *);
    static const auto finish = original<Function>("_ZN20QFutureInterfaceBase14reportFinishedEv");
    __tsan_release(sharedBy(this));
    finish(this);
}

void QFutureInterfaceBase::waitForFinished()
{
    using Function = void (*)(QFutureInterfaceBase *);
    static const auto wait = original<Function>("_ZN20QFutureInterfaceBase15waitForFinishedEv");
    wait(this);
    __tsan_acquire(sharedBy(this));
}

void QSemaphore::release(int count)
{
    using Function = void (*)(QSemaphore *, int);
    static const auto give = original<Function>("_ZN10QSemaphore7releaseEi");
    __tsan_release(this);
    give(this, count);
}

void QSemaphore::acquire(int count)
{
    using Function = void (*)(QSemaphore *, int);
    static const auto take = original<Function>("_ZN10QSemaphore7acquireEi");
    take(this, count);
    __tsan_acquire(this);
}

bool QSemaphore::tryAcquire(int count)
{
    using Function = bool (*)(QSemaphore *, int);
    static const auto tryToTake = original<Function>("_ZN10QSemaphore10tryAcquireEi");
    if (!tryToTake(this, count))
        return false;
    __tsan_acquire(this);
    return true;
}

bool QSemaphore::tryAcquire(int count, int timeout)
{
    using Function = bool (*)(QSemaphore *, int, int);
    static const auto tryToTake = original<Function>("_ZN10QSemaphore10tryAcquireEii");
    if (!tryToTake(this, count, timeout))
        return false;
    __tsan_acquire(this);
    return true;
}

// QProcess lets a child share the memory of its parent until it is another program, which takes the
// sanitizer by surprise: it is to get a copy.
extern "C" int __interceptor_clone(int (*function)(void *), void *stack, int flags, void *argument,
                                   void *parentId, void *storage, void *childId);

extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...) noexcept
{
    va_list others;
    va_start(others, argument);
    void *parentId = va_arg(others, void *);
    void *storage = va_arg(others, void *);
    void *childId = va_arg(others, void *);
    va_end(others);
    return __interceptor_clone(function, stack, flags & ~(CLONE_VM | CLONE_VFORK), argument,
                               parentId, storage, childId);
}

void std::exception_ptr::_M_addref() noexcept
{
    using Function = void (*)(exception_ptr *);
    static const auto retain =
        original<Function>("_ZNSt15__exception_ptr13exception_ptr9_M_addrefEv");
    __tsan_release(_M_exception_object);
    retain(this);
    __tsan_acquire(_M_exception_object);
}

void std::exception_ptr::_M_release() noexcept
{
    using Function = void (*)(exception_ptr *);
    static const auto release =
        original<Function>("_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv");
    __tsan_release(_M_exception_object);
    __tsan_acquire(_M_exception_object);
    release(this);
}

extern "C" const char *__tsan_default_suppressions()
{
    return "race:QWaitCondition::~QWaitCondition\n";
}
