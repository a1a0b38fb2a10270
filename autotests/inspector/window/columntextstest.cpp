// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "columntexts.h"

#include <Actors/Core/DeadLetter>

#include <QMetaEnum>
#include <QTest>

using namespace Actors;

class ColumnTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachReasonIsSaidInWords()
    {
        const auto reasons = QMetaEnum::fromType<DeadLetter::Reason>();
        QCOMPARE(reasons.keyCount(), DeadLetter::ReasonCount);
        for (int i = 0; i < reasons.keyCount(); ++i) {
            const QString name = QString::fromLatin1(reasons.key(i));
            QVERIFY2(Inspector::Texts::reason(name) != name, qPrintable(name));
        }
    }

    void aReasonOfANewerProgramIsShownAsItIs()
    {
        QCOMPARE(Inspector::Texts::reason(QStringLiteral("Teleported")),
                 QStringLiteral("Teleported"));
    }
};

QTEST_GUILESS_MAIN(ColumnTextsTest)
#include "columntextstest.moc"
