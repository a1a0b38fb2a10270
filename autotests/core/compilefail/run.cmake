# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# cmake -DCOMPILER=g++ -DINCLUDES=/usr/include/...;... [-DONLY=name] -P run.cmake
#
# Each source here must be refused by the compiler, with the text that its first line expects; once,
# so that a user is not shown a second error for the same mistake.

cmake_minimum_required(VERSION 3.25)

list(REMOVE_ITEM INCLUDES "")
list(TRANSFORM INCLUDES PREPEND "-isystem")
file(GLOB sources ${CMAKE_CURRENT_LIST_DIR}/*.cpp)
foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    if(ONLY AND NOT name MATCHES "${ONLY}")
        continue()
    endif()
    file(STRINGS ${source} first LIMIT_COUNT 1)
    if(NOT first MATCHES "^// expect: (.+)$")
        message(SEND_ERROR "${name}: its first line is not '// expect: <regular expression>'")
        continue()
    endif()
    set(expected "${CMAKE_MATCH_1}")
    execute_process(
        COMMAND ${COMPILER} -std=c++20 -fPIC -fsyntax-only -fno-exceptions -fno-rtti
                -fdiagnostics-color=never ${INCLUDES} ${source}
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    # A semicolon in the text would make two errors of one.
    string(REPLACE ";" "," output "${output}")
    string(REGEX MATCHALL "[^\n]*error:[^\n]*" errors "${output}")
    list(LENGTH errors count)
    if(result EQUAL 0)
        message(SEND_ERROR "${name}: ${COMPILER} compiles it")
    elseif(NOT errors MATCHES "${expected}")
        message(SEND_ERROR "${name}: ${COMPILER} does not say '${expected}' but\n${output}")
    elseif(NOT count EQUAL 1)
        message(SEND_ERROR "${name}: ${COMPILER} says ${count} errors\n${output}")
    endif()
endforeach()
