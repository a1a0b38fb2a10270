// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 1: references, spawns, arguments, names and overloads.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSet>
#include <QThread>

#include <memory>

using namespace std::chrono_literals;

class Note : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Note(const QString &text = {}) { append(text); }

    void append(const QString &text) { m_text += text; }
    void set(int number) noexcept { m_text = QString::number(number); }
    void set(double number) { m_text = QString::number(number, 'f', 2); }
    QString text() const { return m_text; }
    bool isAtHome() const { return thread() == QThread::currentThread(); }

public Q_SLOTS:
    QString repeat(int times) { return m_text.repeated(times); }
    // Merely hides ours.
    void stop() { m_text += QStringLiteral(" stop"); }

private:
    QString m_text;
};

class Holder : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Holder(std::unique_ptr<int> number)
        : m_number(std::move(number))
        , m_inside(spawn<Note>(QStringLiteral("inside"), QStringLiteral("child")))
    {
        spawnAnonymous<Note>(QStringLiteral("nameless"));
        spawn(Actors::Props<Note>(QStringLiteral("of props")), QStringLiteral("props"));
    }

    int number() const { return *m_number; }
    Actors::Ref<Note> inside() const { return m_inside; }
    int childCount() const { return int(childActors().size()); }

private:
    std::unique_ptr<int> m_number;
    Actors::Ref<Note> m_inside;
};

// An actor's method is called through tell() and ask() only.
template<class R>
concept CalledDirectly = requires(R ref)
{
    ref->text();
};
static_assert(!CalledDirectly<Actors::Ref<Note>>);

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));

    const Actors::Ref<Note> note = system.spawn<Note>(QStringLiteral("note"), QStringLiteral("a"));
    note.tell(&Note::append, "b");
    note.tell(qOverload<int>(&Note::set), 7);
    note.tell(&Note::append, QLatin1String("!"));
    note.tell(&Note::stop);
    qInfo() << note.path() << note.ask(&Note::text).result();
    note.tell(qOverload<double>(&Note::set), 7);
    qInfo() << note.ask(&Note::text).result() << note.ask(&Note::isAtHome).result();
    qInfo() << note.invoke("repeat", 2).result().toString();

    const Actors::ActorRef &untyped = note;
    qInfo() << (untyped == note) << QSet<Actors::ActorRef>{untyped, note}.size() << note.toString();
    qInfo() << QVariant::fromValue(untyped).value<Actors::ActorRef>().path();

    const auto holder = system.spawn(Actors::Props<Holder>::from([] {
                                         return std::make_unique<Holder>(std::make_unique<int>(5));
                                     }),
                                     QStringLiteral("holder"));
    qInfo() << holder.ask(&Holder::number).result() << holder.ask(&Holder::childCount).result()
            << holder.ask(&Holder::inside).result().path();

    // The letter of a test to a stopped actor is no news.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.deadletters=false"));
    note.untyped().stop().waitForFinished();
    note.tell(&Note::append, "harmless");
    qInfo() << note.isStopped() << note.path();
    return 0;
}

#include "references.moc"
