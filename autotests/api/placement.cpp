// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 4: where an actor lives, what waits, who decides.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

#include <atomic>
#include <memory>
#include <stdexcept>

using namespace std::chrono_literals;

struct ParseError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

class RequestLog : public Actors::Middleware
{
public:
    void onReceive(const Actors::MessageView &message, const std::function<void()> &next) override
    {
        names += message.name() + u' ';
        next();
    }

    QString names;
};

class Ocr : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Ocr(const QString &language)
        : m_language(language)
    {
    }

    void load(const QString &page) { m_pages += page; }
    void parse() { throw ParseError("smudged"); }
    void crash() { throw std::runtime_error("lens broken"); }
    QString text() const { return m_language + u':' + m_pages; }
    QString threadName() const { return thread()->objectName(); }

private:
    QString m_language;
    QString m_pages;
};

class LegacyImporter : public QObject
{
    Q_OBJECT

public:
    explicit LegacyImporter(const QString &path)
        : m_path(path)
    {
    }
    QString path() const { return m_path; }

public Q_SLOTS:
    int import(int lines)
    {
        Q_EMIT imported(lines);
        return m_lines += lines;
    }
    void finish() { deleteLater(); }

Q_SIGNALS:
    void imported(int lines);

private:
    QString m_path;
    int m_lines = 0;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // Failures and victims are wanted here.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));
    const QString language = QStringLiteral("de");
    const QString path = QStringLiteral("/tmp/in.csv");
    const auto log = std::make_shared<RequestLog>();

    auto ocr =
        system.spawn(Actors::Props<Ocr>(language)
                         .withDispatcher(Actors::Dispatcher::dedicated())
                         .withMailbox(Actors::Mailbox::bounded(3, Actors::Overflow::DropOldest))
                         .withMiddleware(log)
                         .withSupervision(Actors::SupervisorStrategy::oneForOne()
                                              .maxRestarts(3)
                                              .within(60s)
                                              .backoff(1ms, 30s)
                                              .on<ParseError>(Actors::Directive::Resume)
                                              .otherwise(Actors::Directive::Restart)),
                     QStringLiteral("ocr"));

    qInfo() << ocr.ask(&Ocr::threadName).result() << ocr.mailboxCapacity();
    ocr.tell(&Ocr::load, QStringLiteral("A"));
    ocr.ask(&Ocr::parse).waitForFinished();
    qInfo() << "resumed" << ocr.ask(&Ocr::text).result();
    ocr.ask(&Ocr::crash).waitForFinished();
    qInfo() << "restarted" << ocr.ask(&Ocr::text).result();
    qInfo() << ocr.failureCount() << ocr.restartCount();

    ocr.suspend();
    while (!ocr.isSuspended())
        QThread::yieldCurrentThread();
    for (const char16_t *page : {u"1", u"2", u"3", u"4", u"5"})
        qInfo() << int(ocr.tryTell(&Ocr::load, QString::fromUtf16(page)));
    qInfo() << system.deadLetters()->count() << ocr.isMailboxFull();
    ocr.resume();
    // A mailbox that is full would drop this for the oldest of the three that wait.
    while (ocr.mailboxSize() > 1)
        QThread::yieldCurrentThread();
    qInfo() << "bounded" << ocr.ask(&Ocr::text).result();

    auto importer = system.adopt<LegacyImporter>(QStringLiteral("importer"), path);
    int imported = 0;
    Actors::connect(importer, &LegacyImporter::imported, &app,
                    [&](int lines) { imported += lines; });
    importer.tell(&LegacyImporter::import, 10);
    qInfo() << importer.path() << importer.ask(&LegacyImporter::path).result()
            << importer.ask(&LegacyImporter::import, 5).result();
    importer.tell(&LegacyImporter::finish);
    importer.terminated().waitForFinished();
    QCoreApplication::processEvents();
    qInfo() << "imported" << imported << importer.isStopped();

    ocr.stop().waitForFinished();
    qInfo() << qPrintable(log->names.trimmed());
    return 0;
}

#include "placement.moc"
