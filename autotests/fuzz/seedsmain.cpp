// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Runs a fuzz target without a fuzzer: on its seeds, on each part of them from the begin, and with
// each of their bytes changed. With --write FOLDER it writes the seeds there, for a fuzzer.

#include "fuzztarget.h"

#include <QDir>
#include <QFile>

#include <cstdio>
#include <cstring>

static void run(const QByteArray &input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()),
                           static_cast<std::size_t>(input.size()));
}

static int writeSeeds(const QString &folder)
{
    if (!QDir().mkpath(folder)) {
        std::fprintf(stderr, "The folder %s cannot be made; name one that can.\n",
                     qPrintable(folder));
        return 1;
    }
    int number = 0;
    for (const QByteArray &seed : seeds()) {
        QFile file(QDir(folder).filePath(QStringLiteral("seed-%1").arg(++number)));
        if (!file.open(QIODevice::WriteOnly) || file.write(seed) != seed.size()) {
            std::fprintf(stderr, "%s cannot be written: %s\n", qPrintable(file.fileName()),
                         qPrintable(file.errorString()));
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], "--write") == 0)
        return writeSeeds(QFile::decodeName(argv[2]));
    if (argc != 1) {
        std::fprintf(stderr, "%s [--write FOLDER]\n", argv[0]);
        return 2;
    }
    long inputs = 0;
    for (const QByteArray &seed : seeds()) {
        for (qsizetype size = 0; size <= seed.size(); ++size, ++inputs)
            run(seed.first(size));
        for (qsizetype place = 0; place < seed.size(); ++place) {
            for (const int change : {0x01, 0x20, 0x80, 0xff}) {
                QByteArray changed = seed;
                changed[place] = static_cast<char>(changed[place] ^ change);
                run(changed);
                ++inputs;
            }
        }
    }
    std::printf("%ld inputs\n", inputs);
    return 0;
}
