# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# actors_add_test(<name> [SOURCES ...] [LIBRARIES ...] [TIMEOUT <seconds>] [LABELS ...]
#                 [MODES deterministic|threads|realtime ...])
#
# Adds the QTest program <name>, from <name>.cpp, and runs it in ctest. A deadlock fails after
# ACTORS_TEST_TIMEOUT seconds. Its labels are the folder's name and LABELS. With MODES it runs once
# in each of these modes of TestKit::TestSystem, as <name>-<mode>.
function(actors_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;MODES")
    if(NOT arg_TIMEOUT OR arg_TIMEOUT LESS ACTORS_TEST_TIMEOUT)
        set(arg_TIMEOUT ${ACTORS_TEST_TIMEOUT})
    endif()
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE Actors::Core Qt6::Test ${arg_LIBRARIES})
    if(ACTORS_PRECOMPILE_TESTS)
        actors_precompile_test(${name} ${arg_LIBRARIES})
    endif()
    get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(tests ${name})
    if(arg_MODES)
        list(TRANSFORM arg_MODES PREPEND "${name}-" OUTPUT_VARIABLE tests)
    endif()
    foreach(test IN LISTS tests)
        add_test(NAME ${test} COMMAND ${name})
        set_tests_properties(${test} PROPERTIES
            TIMEOUT ${arg_TIMEOUT}
            LABELS "${folder};${arg_LABELS}"
            ENVIRONMENT QT_QPA_PLATFORM=offscreen
        )
    endforeach()
    foreach(mode IN LISTS arg_MODES)
        set_property(TEST ${name}-${mode} APPEND PROPERTY ENVIRONMENT ACTORS_TEST_MODE=${mode})
    endforeach()
endfunction()

# actors_mark_thorough(<test>...)
#
# These take long and seldom find what others do not: they are left to .ci/full.
function(actors_mark_thorough)
    foreach(test IN LISTS ARGN)
        set_property(TEST ${test} APPEND PROPERTY LABELS thorough)
    endforeach()
endfunction()

# actors_precompile_test(<name> [libraries])
#
# Tests of one folder that link the same libraries share a precompiled header of Qt's headers and
# ours. Off in the tree "clang", so that a forgotten include is found there.
function(actors_precompile_test name)
    string(MAKE_C_IDENTIFIER "${CMAKE_CURRENT_SOURCE_DIR} ${ARGN}" key)
    string(SHA1 key ${key})
    string(SUBSTRING ${key} 0 8 key)
    set(shared qtheaders_${key})
    if(NOT TARGET ${shared})
        file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${shared}.cpp CONTENT "\n")
        add_library(${shared} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${shared}.cpp)
        set_target_properties(${shared} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${shared} PRIVATE Actors::Core Qt6::Test ${ARGN})
        set(headers <QCoreApplication> <QFuture> <QObject> <QSignalSpy> <QString> <QTest> <QThread>
            <QVariant> <Actors/Core/Core>)
        foreach(library IN LISTS ARGN)
            if(library MATCHES "^Actors::(.+)$" AND NOT CMAKE_MATCH_1 STREQUAL "Core")
                list(APPEND headers <Actors/${CMAKE_MATCH_1}/${CMAKE_MATCH_1}>)
            endif()
        endforeach()
        target_precompile_headers(${shared} PRIVATE ${headers})
        # Else ccache never finds a file again that uses the precompiled header.
        if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
            target_compile_options(${shared} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
        endif()
        # A header is compiled as position dependent code, or not, like the programs that use it.
        set_target_properties(${shared} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    endif()
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
    target_precompile_headers(${name} REUSE_FROM ${shared})
endfunction()
