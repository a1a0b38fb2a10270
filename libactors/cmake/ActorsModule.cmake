# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

include(CheckIPOSupported)
check_ipo_supported(RESULT ACTORS_HAS_IPO LANGUAGES CXX)

# actors_add_module(<Name>
#     CLASSES ... [HEADERS ...] SOURCES ... [PUBLIC_LIBRARIES ...] [PRIVATE_LIBRARIES ...])
#
# Adds the library Actors::<Name>. An entry folder/Foo of CLASSES is a public class with its header
# in folder/foo.h; it is included as <Actors/Name/Foo>, in the build tree and once installed alike.
# HEADERS are public headers that name no class of their own: included as <Actors/Name/foo.h>.
# <Actors/Name/Name> includes them all. A library Actors::Other or Qt6::Other makes the installed
# package look for that module when this one is asked for.
function(actors_add_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg ""
        "" "CLASSES;HEADERS;SOURCES;PUBLIC_LIBRARIES;PRIVATE_LIBRARIES")

    string(TOLOWER ${name} lower)
    string(TOUPPER ${name} upper)
    set(target Actors${name})
    set(forwarding_dir ${PROJECT_BINARY_DIR}/include/Actors/${name})

    foreach(entry IN LISTS arg_CLASSES arg_HEADERS)
        string(REGEX REPLACE "\\.h$" "" entry ${entry})
        string(TOLOWER ${entry} path)
        get_filename_component(class ${entry} NAME)
        string(TOLOWER ${class} base)
        list(APPEND headers ${path}.h)
        file(CONFIGURE OUTPUT ${forwarding_dir}/${base}.h
             CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${path}.h\"\n")
        string(APPEND umbrella "#include <Actors/${name}/${base}.h>\n")
        set_property(GLOBAL APPEND PROPERTY ACTORS_PUBLIC_HEADERS Actors/${name}/${base}.h)
        if(NOT class STREQUAL base)
            file(CONFIGURE OUTPUT ${forwarding_dir}/${class} CONTENT "#include \"${base}.h\"\n")
            list(APPEND camel_case_headers ${forwarding_dir}/${class})
        endif()
    endforeach()
    file(CONFIGURE OUTPUT ${forwarding_dir}/${name} CONTENT "${umbrella}")
    list(APPEND camel_case_headers ${forwarding_dir}/${name})
    set_property(GLOBAL APPEND PROPERTY ACTORS_PUBLIC_HEADERS Actors/${name}/${name})

    add_library(${target} ${headers} ${arg_SOURCES})
    add_library(Actors::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES
        EXPORT_NAME ${name}
        VERSION ${PROJECT_VERSION}
        SOVERSION ${PROJECT_VERSION_MAJOR}
    )
    target_compile_features(${target} PUBLIC cxx_std_20)
    target_compile_definitions(${target} PRIVATE
        QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
        QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
        QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS
        QT_DISABLE_DEPRECATED_BEFORE=0x060400
    )
    # Nobody puts functions of his own in place of ours: let them be inlined in shared libraries, as
    # clang does anyway.
    target_compile_options(${target} PRIVATE
        $<$<CXX_COMPILER_ID:GNU>:-fno-semantic-interposition>)
    # What an actor lives through leads through many files. A static library would hand its
    # half-compiled objects to linkers that may not read them.
    if(BUILD_SHARED_LIBS AND ACTORS_HAS_IPO)
        set_target_properties(${target} PROPERTIES INTERPROCEDURAL_OPTIMIZATION_RELEASE ON)
        # Where it reads QHash whole, g++ 12 takes sizes for possible that are not.
        target_link_options(${target} PRIVATE
            $<$<CXX_COMPILER_ID:GNU>:-Wno-alloc-size-larger-than>)
    endif()
    target_include_directories(${target}
        PUBLIC
            $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
            $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
        PRIVATE
            ${CMAKE_CURRENT_SOURCE_DIR}
    )
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC_LIBRARIES} PRIVATE ${arg_PRIVATE_LIBRARIES})

    generate_export_header(${target}
        EXPORT_MACRO_NAME ACTORS_${upper}_EXPORT
        STATIC_DEFINE ACTORS_STATIC
        EXPORT_FILE_NAME ${forwarding_dir}/actors${lower}_export.h
    )
    if(NOT BUILD_SHARED_LIBS)
        target_compile_definitions(${target} PUBLIC ACTORS_STATIC)
    endif()

    set(libraries ${arg_PUBLIC_LIBRARIES} ${arg_PRIVATE_LIBRARIES})
    set(qt_modules ${libraries})
    list(FILTER qt_modules INCLUDE REGEX "^Qt6::")
    list(TRANSFORM qt_modules REPLACE "^Qt6::" "")
    set(actors_modules ${libraries})
    list(FILTER actors_modules INCLUDE REGEX "^Actors::")
    list(TRANSFORM actors_modules REPLACE "^Actors::" "")
    # Whoever links a static library links what it is made with.
    set(packages ${arg_PUBLIC_LIBRARIES})
    if(NOT BUILD_SHARED_LIBS)
        list(APPEND packages ${arg_PRIVATE_LIBRARIES})
    endif()
    list(FILTER packages INCLUDE REGEX "::")
    list(FILTER packages EXCLUDE REGEX "^(Qt6|Actors)::")
    list(TRANSFORM packages REPLACE "::.*" "")
    set_property(GLOBAL APPEND PROPERTY ACTORS_MODULES ${name})
    set_property(GLOBAL APPEND_STRING PROPERTY ACTORS_MODULE_NEEDS
        "set(_actors_${name}_needs \"${actors_modules}\")\nset(_actors_${name}_needs_qt \"${qt_modules}\")\nset(_actors_${name}_needs_packages \"${packages}\")\n")

    if(NOT ACTORS_INSTALL)
        return()
    endif()
    install(TARGETS ${target} EXPORT Actors${name}Targets)
    install(FILES ${headers} ${camel_case_headers} ${forwarding_dir}/actors${lower}_export.h
            DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/Actors/${name})
    install(EXPORT Actors${name}Targets NAMESPACE Actors::
            DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Actors)
endfunction()

# actors_install_package()
#
# Installs what find_package(Actors COMPONENTS ...) reads; called once, after all modules.
function(actors_install_package)
    get_property(ACTORS_MODULES GLOBAL PROPERTY ACTORS_MODULES)
    get_property(ACTORS_MODULE_NEEDS GLOBAL PROPERTY ACTORS_MODULE_NEEDS)
    set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Actors)
    configure_package_config_file(
        ${PROJECT_SOURCE_DIR}/libactors/cmake/ActorsConfig.cmake.in
        ${PROJECT_BINARY_DIR}/ActorsConfig.cmake
        INSTALL_DESTINATION ${package_dir}
        NO_SET_AND_CHECK_MACRO
    )
    write_basic_package_version_file(${PROJECT_BINARY_DIR}/ActorsConfigVersion.cmake
        COMPATIBILITY SameMajorVersion)
    install(FILES ${PROJECT_BINARY_DIR}/ActorsConfig.cmake
                  ${PROJECT_BINARY_DIR}/ActorsConfigVersion.cmake
            DESTINATION ${package_dir})
endfunction()
