// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

//! [database]
class Contacts : public Actors::Actor
{
    Q_OBJECT

public:
    ~Contacts() override
    {
        m_database = {};
        QSqlDatabase::removeDatabase(m_connection);
    }
    bool add(const QString &name)
    {
        QSqlQuery query(m_database);
        query.prepare(QStringLiteral("insert into contacts values (?)"));
        query.addBindValue(name);
        return query.exec();
    }
    QStringList names() const
    {
        QStringList names;
        QSqlQuery query(QStringLiteral("select name from contacts order by name"), m_database);
        while (query.next())
            names.append(query.value(0).toString());
        return names;
    }

protected:
    void beforeStart() override
    {
        // On the actor's own thread, as a QSqlDatabase must be. Meanwhile nobody waits: what is
        // told and asked is handled once the database is open.
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
        m_database.setDatabaseName(QStringLiteral(":memory:"));
        if (!m_database.open()) {
            fail(Actors::ActorError(m_database.lastError().text()));
            return;
        }
        QSqlQuery(QStringLiteral("create table contacts (name text unique)"), m_database);
    }

private:
    const QString m_connection = path();
    QSqlDatabase m_database;
};
//! [database]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto contacts = system.spawn<Contacts>(QStringLiteral("contacts"));

    for (const char *name : {"Grace", "Ada", "Ada"})
        contacts.ask(&Contacts::add, name).then(&app, [](bool isStored) {
            qInfo() << "stored:" << isStored;
        });
    contacts.ask(&Contacts::names).then(&app, [](const QStringList &names) {
        qInfo("%s", qPrintable(names.join(u' ')));
        QCoreApplication::quit();
    });
    return app.exec();
}

#include "main.moc"
