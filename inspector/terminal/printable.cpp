// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "printable.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Actors::Inspector {

namespace {

//! Whether a terminal would obey the character, or show nothing or something misleading for it.
bool isUnsafe(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QString escaped(char32_t character)
{
    switch (character) {
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    default:
        if (character < 0x100)
            return QStringLiteral("\\x%1").arg(uint(character), 2, 16, QLatin1Char('0'));
        return QStringLiteral("\\u{%1}").arg(uint(character), 0, 16);
    }
}

//! Calls \a use with each code point of \a text; a surrogate without its other half is one.
template<typename Use>
void forEachCodePoint(QStringView text, Use use)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t character = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            character = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
        i += QChar::requiresSurrogates(character) ? 1 : 0;
        use(character);
    }
}

//! JSON allows nearly every character in a text; a terminal should not get them all.
QByteArray safeJson(const QByteArray &json)
{
    QString result;
    forEachCodePoint(QString::fromUtf8(json), [&result](char32_t character) {
        if (!isUnsafe(character) || character == U'\n') {
            result += QStringView(QChar::fromUcs4(character));
            return;
        }
        for (const char16_t unit : QChar::fromUcs4(character))
            result += QStringLiteral("\\u%1").arg(uint(unit), 4, 16, QLatin1Char('0'));
    });
    return result.toUtf8();
}

int widthOf(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        return 0;
    default:
        break;
    }
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hangul:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return 2;
    default:
        break;
    }
    const bool isEmoji = character >= 0x1f300 && character <= 0x1faff;
    const bool isFullWidth = character >= 0xff01 && character <= 0xff60;
    return isEmoji || isFullWidth ? 2 : 1;
}

//! As much of the beginning of \a text as fits into \a width columns.
QString leftPart(QStringView text, int width)
{
    QString result;
    int used = 0;
    bool full = false;
    forEachCodePoint(text, [&](char32_t character) {
        used += widthOf(character);
        full = full || used > width;
        if (!full)
            result += QStringView(QChar::fromUcs4(character));
    });
    return result;
}

//! As much of the end of \a text as fits into \a width columns.
QString rightPart(QStringView text, int width)
{
    qsizetype begin = 0;
    int rest = displayWidth(text);
    forEachCodePoint(text, [&](char32_t character) {
        if (rest <= width)
            return;
        rest -= widthOf(character);
        begin += QChar::requiresSurrogates(character) ? 2 : 1;
    });
    return text.sliced(begin).toString();
}

} // namespace

QString printable(QStringView text)
{
    QString result;
    result.reserve(text.size());
    forEachCodePoint(text, [&result](char32_t character) {
        if (isUnsafe(character))
            result += escaped(character);
        else
            result += QStringView(QChar::fromUcs4(character));
    });
    return result;
}

QByteArray jsonLine(const QJsonObject &object)
{
    return safeJson(QJsonDocument(object).toJson(QJsonDocument::Compact)) + '\n';
}

QByteArray jsonDocument(const QJsonObject &object)
{
    return safeJson(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

QString jsonText(const QJsonValue &value)
{
    // Qt writes no value that stands alone.
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(safeJson(array.sliced(1, array.size() - 2)));
}

int displayWidth(QStringView text)
{
    int width = 0;
    forEachCodePoint(text, [&width](char32_t character) { width += widthOf(character); });
    return width;
}

QString elided(const QString &text, int width, Elide elide)
{
    if (displayWidth(text) <= width)
        return text;
    if (width <= 0)
        return {};
    const int kept = width - 1;
    const int right = elide == Elide::Middle ? kept - kept / 3 : 0;
    return leftPart(text, kept - right) + QChar(u'…') + rightPart(text, right);
}

} // namespace Actors::Inspector
