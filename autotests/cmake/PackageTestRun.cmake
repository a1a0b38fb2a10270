# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# Configures and builds the project in SOURCE and runs its tests; with EXPECT, its configuration must
# fail with that text.

if(ONLY)
    # The library's own targets and tests have been built and run elsewhere.
    set(TARGET --target ${ONLY})
    set(TESTS -R ^${ONLY}$)
endif()
file(REMOVE ${TREE}/CMakeCache.txt)
string(REPLACE "," ";" modules "${MODULES}")
execute_process(
    COMMAND ${CMAKE_COMMAND} -S ${SOURCE} -B ${TREE} -G ${GENERATOR}
        -D WAY=${WAY} "-DMODULES=${modules}" -D CMAKE_PREFIX_PATH=${PREFIX} -D ACTORS_SOURCES=${ACTORS} --no-warn-unused-cli
        -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(EXPECT)
    string(REGEX REPLACE "[ \n]+" " " flat "${output}")
    if(result EQUAL 0 OR NOT flat MATCHES "${EXPECT}")
        message(FATAL_ERROR "The configuration must fail with\n    ${EXPECT}\nbut said:\n${output}")
    endif()
    return()
endif()
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${SOURCE} (${WAY}, ${COMPILER}) cannot be configured:\n${output}")
endif()
execute_process(COMMAND ${CMAKE_COMMAND} --build ${TREE} ${TARGET} --parallel 2
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "${SOURCE} (${WAY}, ${COMPILER}) cannot be built:\n${output}")
endif()
execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --test-dir ${TREE} --output-on-failure --no-tests=error ${TESTS}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The tests of ${SOURCE} (${WAY}, ${COMPILER}) fail:\n${output}")
endif()
message(STATUS "${output}")
