# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# The compiler of this tree and, where there is one, the other of g++ and clang++.
function(actors_compilers result)
    set(compilers ${CMAKE_CXX_COMPILER})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        find_program(ACTORS_OTHER_COMPILER NAMES clang++-14 clang++)
    else()
        find_program(ACTORS_OTHER_COMPILER NAMES g++-12 g++)
    endif()
    if(ACTORS_OTHER_COMPILER)
        list(APPEND compilers ${ACTORS_OTHER_COMPILER})
    endif()
    set(${result} ${compilers} PARENT_SCOPE)
endfunction()

# actors_interface_flags(<file> LIBRARIES ...)
#
# Writes the compiler flags of a user of LIBRARIES to <file>, to be given as @<file>.
function(actors_interface_flags file)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES")
    get_filename_component(base ${file} NAME_WE)
    set(probe interface_of_${base})
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${probe}.cpp CONTENT "\n")
    add_library(${probe} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/${probe}.cpp)
    set_target_properties(${probe} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${probe} PRIVATE ${arg_LIBRARIES})
    set(includes $<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${probe},INCLUDE_DIRECTORIES>>)
    set(ours $<FILTER:${includes},INCLUDE,^${PROJECT_BINARY_DIR}>)
    set(theirs $<FILTER:${includes},EXCLUDE,^${PROJECT_BINARY_DIR}>)
    set(definitions $<TARGET_PROPERTY:${probe},COMPILE_DEFINITIONS>)
    file(GENERATE OUTPUT ${file} CONTENT
"-std=c++20
-fPIC
$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},
-D>>
$<$<BOOL:${ours}>:-I$<JOIN:${ours},
-I>>
$<$<BOOL:${theirs}>:-isystem
$<JOIN:${theirs},
-isystem
>>
")
endfunction()

# actors_add_compile_fail_test(<name> SOURCE <file.cpp> EXPECT <regex>
#     [DEFINE <macro>] [LIBRARIES ...])
#
# Adds tests labelled compilefail, one for each compiler there is: with DEFINE defined (ACTORS_MUST_NOT_COMPILE
# unless given) the file must not compile, and the compiler's output must match EXPECT, so that the
# user reads our text. One file may hold several cases, each behind a macro of its own. Without any
# of them it must compile: else it would fail for the wrong reason.
function(actors_add_compile_fail_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SOURCE;EXPECT;DEFINE" "LIBRARIES")
    if(NOT arg_SOURCE OR NOT arg_EXPECT)
        message(FATAL_ERROR "actors_add_compile_fail_test(${name}) needs SOURCE and EXPECT")
    endif()
    if(NOT arg_DEFINE)
        set(arg_DEFINE ACTORS_MUST_NOT_COMPILE)
    endif()
    if(NOT arg_LIBRARIES)
        set(arg_LIBRARIES Actors::Core)
    endif()
    get_filename_component(source ${arg_SOURCE} ABSOLUTE)
    string(MAKE_C_IDENTIFIER "flags_${arg_LIBRARIES}" key)
    set(flags ${CMAKE_CURRENT_BINARY_DIR}/${key}.rsp)
    get_property(known DIRECTORY PROPERTY ACTORS_${key})
    if(NOT known)
        actors_interface_flags(${flags} LIBRARIES ${arg_LIBRARIES})
        set_property(DIRECTORY PROPERTY ACTORS_${key} TRUE)
    endif()

    actors_compilers(compilers)
    foreach(compiler IN LISTS compilers)
        get_filename_component(compiler_name ${compiler} NAME)
        set(run ${CMAKE_COMMAND} -D COMPILER=${compiler} -D FLAGS=${flags} -D SOURCE=${source})
        set(script -P ${PROJECT_SOURCE_DIR}/autotests/cmake/CompileFailRun.cmake)

        get_filename_component(base ${source} NAME_WE)
        set(baseline compiles-${base}-${compiler_name})
        get_property(known DIRECTORY PROPERTY ACTORS_${baseline})
        if(NOT known)
            add_test(NAME ${baseline} COMMAND ${run} ${script})
            set_tests_properties(${baseline} PROPERTIES TIMEOUT 120 LABELS compilefail)
            set_property(DIRECTORY PROPERTY ACTORS_${baseline} TRUE)
        endif()

        set(test refuses-${name}-${compiler_name})
        add_test(NAME ${test}
            COMMAND ${run} -D DEFINE=${arg_DEFINE} -D "EXPECT=${arg_EXPECT}" ${script})
        set_tests_properties(${test} PROPERTIES TIMEOUT 120 LABELS compilefail)
    endforeach()
endfunction()
