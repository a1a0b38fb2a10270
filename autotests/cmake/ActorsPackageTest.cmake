# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

set(ACTORS_TEST_PREFIX ${PROJECT_BINARY_DIR}/autotests/prefix)

if(ACTORS_BUILD_PACKAGE_TESTS)
    # Nothing of an earlier installation must help.
    add_test(NAME package-clean COMMAND ${CMAKE_COMMAND} -E rm -rf ${ACTORS_TEST_PREFIX})
    add_test(NAME package-install
        COMMAND ${CMAKE_COMMAND} --install ${PROJECT_BINARY_DIR} --prefix ${ACTORS_TEST_PREFIX})
    set_tests_properties(package-clean package-install PROPERTIES
        FIXTURES_SETUP actors_prefix TIMEOUT 120 LABELS package)
    set_tests_properties(package-install PROPERTIES DEPENDS package-clean)
endif()

# actors_add_package_test(<name> <folder> [TREE <name>] [BOTH_COMPILERS] [OPTIONS -D ...])
#
# Adds a test that configures the CMake project in <folder> against the installed package, builds it
# and runs its own tests: for programs that users write, such as the examples. With BOTH_COMPILERS
# one test for g++ and one for clang++. Does nothing without ACTORS_BUILD_PACKAGE_TESTS.
function(actors_add_package_test name folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "BOTH_COMPILERS" "TREE" "OPTIONS")
    if(NOT ACTORS_BUILD_PACKAGE_TESTS)
        return()
    endif()
    if(NOT arg_TREE)
        set(arg_TREE ${name})
    endif()
    set(compilers ${CMAKE_CXX_COMPILER})
    if(arg_BOTH_COMPILERS)
        actors_compilers(compilers)
    endif()
    foreach(compiler IN LISTS compilers)
        set(test ${name})
        set(tree ${CMAKE_CURRENT_BINARY_DIR}/${arg_TREE})
        if(arg_BOTH_COMPILERS)
            get_filename_component(compiler_name ${compiler} NAME)
            string(APPEND test -${compiler_name})
            string(APPEND tree -${compiler_name})
        endif()
        add_test(NAME ${test}
            COMMAND ${CMAKE_COMMAND}
                -D WAY=find_package -D SOURCE=${folder} -D TREE=${tree} -D PREFIX=${ACTORS_TEST_PREFIX}
                -D ACTORS=${PROJECT_SOURCE_DIR} -D GENERATOR=${CMAKE_GENERATOR} -D COMPILER=${compiler}
                -D LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER} ${arg_OPTIONS}
                -P ${PROJECT_SOURCE_DIR}/autotests/cmake/PackageTestRun.cmake)
        set_tests_properties(${test} PROPERTIES
            TIMEOUT 1800 PROCESSORS 2 LABELS package FIXTURES_REQUIRED actors_prefix)
        if(NOT compiler STREQUAL CMAKE_CXX_COMPILER)
            actors_mark_thorough(${test})
        endif()
    endforeach()
endfunction()
