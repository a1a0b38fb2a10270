// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "filteredit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QSignalSpy>
#include <QTest>

using namespace Actors::Inspector;
using namespace Qt::StringLiterals;
using Actors::Inspection::Column;

class FilterEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnceTheUserHalts()
    {
        FilterEdit edit({Column::Path, Column::Depth});
        const QSignalSpy changes(&edit, &FilterEdit::filterChanged);
        edit.setText(u"depth>1"_s);
        edit.setText(u"depth>10"_s);

        QTRY_COMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].toString(), u"depth>10"_s);
    }

    void asksAtOnceWhenItIsEntered()
    {
        FilterEdit edit({Column::Depth});
        const QSignalSpy changes(&edit, &FilterEdit::filterChanged);
        QTest::keyClicks(&edit, u"depth>10"_s);
        QTest::keyClick(&edit, Qt::Key_Return);

        QCOMPARE(changes.size(), 1);
    }

    void saysWhatIsWrongAndDoesNotAsk()
    {
        FilterEdit edit({Column::Depth});
        const QSignalSpy changes(&edit, &FilterEdit::filterChanged);
        const QSignalSpy errors(&edit, &FilterEdit::errorChanged);
        edit.enter(u"depth>"_s);

        QVERIFY(!edit.error().isEmpty());
        QCOMPARE(errors.size(), 1);
        QCOMPARE(changes.size(), 0);

        edit.enter(u"depth>1"_s);
        QVERIFY(edit.error().isEmpty());
        QCOMPARE(errors.size(), 2);
        QCOMPARE(changes.size(), 1);
    }

    void completesTheNamesOfColumns()
    {
        FilterEdit edit({Column::Depth, Column::State, Column::Class});
        edit.show();
        edit.setFocus();
        QTest::keyClicks(&edit, u"-(de"_s);
        const auto *completer = edit.findChild<QCompleter *>();

        QVERIFY(completer->popup()->isVisible());
        QCOMPARE(completer->currentCompletion(), u"depth>"_s);
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QCOMPARE(edit.text(), u"-(depth>"_s);
    }

    void completesTheNamesOfStates()
    {
        FilterEdit edit({Column::State});
        edit.show();
        edit.setFocus();
        QTest::keyClicks(&edit, u"state:ru"_s);

        QCOMPARE(edit.findChild<QCompleter *>()->currentCompletion(), u"state:running"_s);
    }

    void addsTermsToWhatIsThere()
    {
        FilterEdit edit({Column::Path, Column::Class});
        edit.enter(u"depth>1"_s);
        edit.addTerm(Column::Class, u"DbWriter"_s);
        edit.addExclusion(Column::Path, u"/user/a b"_s);

        QCOMPARE(edit.text(), u"depth>1 class:DbWriter -path:\"/user/a b\""_s);
        QVERIFY2(edit.error().isEmpty(), qPrintable(edit.error()));
    }

    void isClearedByEscape()
    {
        FilterEdit edit({Column::Path});
        edit.enter(u"storage"_s);
        const QSignalSpy changes(&edit, &FilterEdit::filterChanged);
        QTest::keyClick(&edit, Qt::Key_Escape);

        QVERIFY(edit.text().isEmpty());
        QCOMPARE(changes.size(), 1);
    }
};

QTEST_MAIN(FilterEditTest)
#include "filteredittest.moc"
