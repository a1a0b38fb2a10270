// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>
#include <QHash>

class Cache : public Actors::Actor
{
    Q_OBJECT

public:
    void insert(const QString &key, const QString &value) { m_values.insert(key, value); }
    QString value(const QString &key) const { return m_values.value(key); }

private:
    QHash<QString, QString> m_values;
};

//! [lookup]
class Guide : public Actors::Actor
{
    Q_OBJECT

public:
    Actors::Reply<QString> describe(const QString &city)
    {
        // Nobody has given it the cache: it knows the path and the class.
        const auto cache = system()->lookup(QStringLiteral("/user/cache")).as<Cache>();
        return cache.ask(&Cache::value, city).then(this, [city](const QString &value) {
            return city + u' ' + value;
        });
    }
};
//! [lookup]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto cache = system.spawn<Cache>(QStringLiteral("cache"));
    const auto guide = system.spawn<Guide>(QStringLiteral("guide"));
    cache.tell(&Cache::insert, "Rome", "is the capital of Italy");

    const QString unknown = QStringLiteral("/user/cash");
    if (system.lookup(unknown).isNull())
        qInfo() << "nobody at" << unknown;
    guide.ask(&Guide::describe, "Rome").then(&app, [](const QString &text) {
        qInfo() << text;
        QCoreApplication::quit();
    });
    return app.exec();
}

#include "main.moc"
