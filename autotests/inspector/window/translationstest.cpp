// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>

using namespace Actors::Inspector;
using namespace Qt::StringLiterals;

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksTheLanguageOfTheLocale_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("quit");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");

        QTest::newRow("English") << u"en_US"_s << u"&Quit"_s << u"%1 actor"_s << u"%1 actors"_s;
        QTest::newRow("German") << u"de_DE"_s << u"&Beenden"_s << u"%1 Aktor"_s << u"%1 Aktoren"_s;
        QTest::newRow("German of another country")
            << u"de_CH"_s << u"&Beenden"_s << u"%1 Aktor"_s << u"%1 Aktoren"_s;
        QTest::newRow("one without a translation")
            << u"cy_GB"_s << u"&Quit"_s << u"%1 actor"_s << u"%1 actors"_s;
        QTest::newRow("none") << u"C"_s << u"&Quit"_s << u"%1 actor"_s << u"%1 actors"_s;
    }

    void speaksTheLanguageOfTheLocale()
    {
        QFETCH(const QString, locale);
        const Translations translations{QLocale(locale)};

        QTEST(quit(), "quit");
        QTEST(actors(1), "one");
        QTEST(actors(2), "many");
    }

    void translatesAsLongAsItLives()
    {
        {
            const Translations translations{QLocale(QLocale::German)};
            QCOMPARE(quit(), u"&Beenden"_s);
        }
        QCOMPARE(quit(), u"&Quit"_s);
    }

private:
    static QString quit() { return QCoreApplication::translate("Commands", "&Quit"); }

    static QString actors(int count)
    {
        return QCoreApplication::translate("Actors::Inspector::StatusLine", "%1 actor(s)", nullptr,
                                           count);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translationstest.moc"
