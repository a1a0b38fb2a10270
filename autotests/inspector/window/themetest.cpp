// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "theme.h"

#include "symbols.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace Actors::Inspector;
using namespace Qt::StringLiterals;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheContrastOfBlackAndWhite()
    {
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21) < 0.01);
        QVERIFY(qAbs(contrast(Qt::white, Qt::black) - 21) < 0.01);
        QVERIFY(qAbs(contrast(Qt::red, Qt::red) - 1) < 0.01);
    }

    void tellsDarkFromLight()
    {
        QVERIFY(!Theme(lightPalette()).isDark());
        QVERIFY(Theme(darkPalette()).isDark());
    }

    void hasTextsThatCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");

        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
        QTest::newRow("gray") << QPalette(QColor(0xc0, 0xc0, 0xc0));
        QTest::newRow("blue") << QPalette(QColor(0x20, 0x30, 0x60), QColor(0x10, 0x18, 0x30));
    }

    void hasTextsThatCanBeRead()
    {
        QFETCH(const QPalette, palette);
        const Theme theme(palette);

        for (const Tone tone :
             {Tone::Quiet, Tone::Active, Tone::Good, Tone::Warning, Tone::Critical}) {
            for (const QPalette::ColorRole role :
                 {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
                QVERIFY(contrast(theme.text(tone), palette.color(role)) >= Theme::LeastContrast);
            QVERIFY(contrast(theme.text(tone), theme.chip(tone)) >= Theme::LeastContrast);
        }
    }

    void hasPalettesWhoseTextsCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");

        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }

    void hasPalettesWhoseTextsCanBeRead()
    {
        QFETCH(const QPalette, palette);
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
            {QPalette::Text, QPalette::Base},
            {QPalette::Text, QPalette::AlternateBase},
            {QPalette::WindowText, QPalette::Window},
            {QPalette::ButtonText, QPalette::Button},
            {QPalette::HighlightedText, QPalette::Highlight},
            {QPalette::PlaceholderText, QPalette::Base},
            {QPalette::PlaceholderText, QPalette::Window},
            {QPalette::ToolTipText, QPalette::ToolTipBase},
        };

        for (const auto &[text, background] : pairs)
            QVERIFY2(
                contrast(palette.color(text), palette.color(background)) >= Theme::LeastContrast,
                qPrintable(u"roles %1 on %2: %3"_s.arg(int(text))
                               .arg(int(background))
                               .arg(contrast(palette.color(text), palette.color(background)))));
    }

    void isMadeAnewForAnotherPalette()
    {
        QVERIFY(Theme::of(darkPalette()).isDark());
        QVERIFY(!Theme::of(lightPalette()).isDark());
    }

    void drawsEachSymbolDifferently()
    {
        QList<QImage> images;
        for (int symbol = int(Symbol::Hot); symbol <= int(Symbol::Hourglass); ++symbol) {
            // These are one shape with two names.
            if (symbol == int(Symbol::Play) || symbol == int(Symbol::Cross)
                || symbol == int(Symbol::Restart))
                continue;
            QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintSymbol(painter, image.rect(), Symbol(symbol), Qt::black);
            painter.end();
            QVERIFY2(!images.contains(image), qPrintable(QString::number(symbol)));
            images.append(image);
        }
    }

    void hasAnIconForEachState()
    {
        QCOMPARE(symbolOf(Actors::Inspection::ActorState::Blocked), Symbol::Warning);
        QCOMPARE(toneOf(Actors::Inspection::ActorState::Blocked), Tone::Critical);
        QCOMPARE(toneOf(Actors::Inspection::ActorState::Running), Tone::Good);
        QCOMPARE(toneOf(Actors::Inspection::ActorState::Idle), Tone::Quiet);
    }
};

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
