// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QMutex>
#include <QQueue>
#include <QTest>
#include <QThread>
#include <QWaitCondition>

#include <stdexcept>

namespace {

QString convert(const QString &page)
{
    if (page.isEmpty())
        throw std::runtime_error("nothing to convert");
    return page.toUpper();
}

} // namespace

namespace Subclass {

//! [subclass-before]
class Converter : public QThread
{
    Q_OBJECT

public:
    void add(const QString &page)
    {
        const QMutexLocker lock(&m_mutex);
        m_pages.enqueue(page);
        m_added.wakeOne();
    }
    void finish()
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_isFinishing = true;
            m_added.wakeOne();
        }
        wait();
    }

Q_SIGNALS:
    void converted(const QString &text);

protected:
    void run() override
    {
        for (;;) {
            QString page;
            {
                const QMutexLocker lock(&m_mutex);
                while (m_pages.isEmpty() && !m_isFinishing)
                    m_added.wait(&m_mutex);
                if (m_pages.isEmpty())
                    return;
                page = m_pages.dequeue();
            }
            Q_EMIT converted(convert(page)); // an exception here ends the program
        }
    }

private:
    QMutex m_mutex;
    QWaitCondition m_added;
    QQueue<QString> m_pages;
    bool m_isFinishing = false;
};
//! [subclass-before]

} // namespace Subclass

namespace Moved {

//! [worker]
class Converter : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void add(const QString &page) { Q_EMIT converted(convert(page)); }

Q_SIGNALS:
    void converted(const QString &text);
};
//! [worker]

//! [moved-before]
class Window : public QObject
{
    Q_OBJECT

public:
    Window()
    {
        auto *converter = new Converter;
        converter->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, converter, &QObject::deleteLater);
        connect(this, &Window::pageScanned, converter, &Converter::add);
        connect(converter, &Converter::converted, this, &Window::show);
        m_thread.start();
    }
    ~Window() override
    {
        m_thread.quit();
        m_thread.wait();
    }
    void show(const QString &text) { m_texts.append(text); }
    QStringList texts() const { return m_texts; }

Q_SIGNALS:
    void pageScanned(const QString &page);

private:
    QThread m_thread;
    QStringList m_texts;
};
//! [moved-before]

} // namespace Moved

namespace Actor {

//! [actor-after]
class Converter : public Actors::Actor
{
    Q_OBJECT

public:
    QString add(const QString &page)
    {
        QString text = convert(page); // an exception here is a failure of this actor
        Q_EMIT converted(text);
        return text;
    }

Q_SIGNALS:
    void converted(const QString &text);
};
//! [actor-after]

//! [window-after]
class Window : public QObject
{
    Q_OBJECT

public:
    explicit Window(Actors::ActorSystem &system)
        : m_converter(system.spawn<Converter>(QStringLiteral("converter")))
    {
        Actors::connect(this, &Window::pageScanned, m_converter, &Converter::add);
        Actors::connect(m_converter, &Converter::converted, this, &Window::show);
    }
    ~Window() override { m_converter.stop(); }
    void show(const QString &text) { m_texts.append(text); }
    QStringList texts() const { return m_texts; }

Q_SIGNALS:
    void pageScanned(const QString &page);

private:
    const Actors::Ref<Converter> m_converter;
    QStringList m_texts;
};
//! [window-after]

} // namespace Actor

class FromQThreadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubclassOfQThreadConverts()
    {
        QStringList texts;
        Subclass::Converter converter;
        connect(&converter, &Subclass::Converter::converted, this,
                [&texts](const QString &text) { texts.append(text); });
        converter.start();
        converter.add(QStringLiteral("a"));
        converter.add(QStringLiteral("b"));
        converter.finish();
        QTRY_COMPARE(texts, QStringList({QStringLiteral("A"), QStringLiteral("B")}));
    }

    void aMovedObjectConverts()
    {
        Moved::Window window;
        Q_EMIT window.pageScanned(QStringLiteral("a"));
        QTRY_COMPARE(window.texts(), QStringList(QStringLiteral("A")));
    }

    void anActorConverts()
    {
        Actors::ActorSystem system(QStringLiteral("scanner"));
        Actor::Window window(system);
        Q_EMIT window.pageScanned(QStringLiteral("a"));
        Q_EMIT window.pageScanned(QString()); // restarts the actor; the connections stay
        Q_EMIT window.pageScanned(QStringLiteral("b"));
        QTRY_COMPARE(window.texts(), QStringList({QStringLiteral("A"), QStringLiteral("B")}));
        QCOMPARE(system.deadLetters()->count(Actors::DeadLetter::Reason::HandlerFailed), 1U);
    }

    void anActorAnswers()
    {
        Actors::ActorSystem system(QStringLiteral("scanner"));
        auto converter = system.spawn<Actor::Converter>(QStringLiteral("converter"));
        using Converter = Actor::Converter;
        QString shown;
        //! [ask]
        converter.ask(&Converter::add, QStringLiteral("page"))
            .then(this, [&shown](const QString &text) { shown = text; });
        //! [ask]
        QTRY_COMPARE(shown, QStringLiteral("PAGE"));
    }

    void aWorkerIsAdopted()
    {
        using Moved::Converter;
        QStringList texts;
        Actors::ActorSystem system(QStringLiteral("scanner"));
        //! [adopt]
        auto converter = system.adopt<Converter>(QStringLiteral("converter"));
        Actors::connect(converter, &Converter::converted, this,
                        [&texts](const QString &text) { texts.append(text); });
        converter.tell(&Converter::add, QStringLiteral("page"));
        //! [adopt]
        QTRY_COMPARE(texts, QStringList(QStringLiteral("PAGE")));
        converter.tell(&Converter::add, QString()); // fails, and is restarted
        converter.tell(&Converter::add, QStringLiteral("next"));
        QTRY_COMPARE(texts.size(), 2);
        QCOMPARE(converter.restartCount(), 1U);
    }
};

QTEST_GUILESS_MAIN(FromQThreadTest)

#include "from-qthread.moc"
