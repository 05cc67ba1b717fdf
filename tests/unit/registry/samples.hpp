#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/registry/registry.hpp"
#include "support/fixture.hpp"
#include "support/values.hpp"

namespace dmp::test {

inline constexpr std::string_view kFirstLine = "finess;etalab;111;2026-05-12\n";

/// A line of 32 fields about two numbers; `name` and `category` as they stand in the file.
inline std::string line(const std::string& number, const std::string& juridical,
                        const std::string& name = "CH DE FLEYRIAT",
                        const std::string& category = "355") {
  return "structureet;" + number + ";" + juridical + ";" + name +
         ";CENTRE HOSPITALIER;;;900;RTE;DE PARIS;;;451;01;AIN;01440 VIRIAT;0474454647;;" +
         category +
         ";Centre Hospitalier (C.H.);1102;Centres "
         "Hospitaliers;26010004500012;8610Z;03;ARS;1;Public;"
         "1979-02-13;1900-01-01;2020-02-04;\n";
}

/// source_of gives a text in pieces of that size.
inline registry::Source source_of(std::string text, std::size_t piece = 1000000) {
  return [text = std::move(text), piece,
          at = std::size_t{0}](std::span<char> buffer) mutable -> Result<std::size_t> {
    const auto size = std::min({piece, buffer.size(), text.size() - at});
    std::copy_n(text.data() + at, size, buffer.data());
    at += size;
    return size;
  };
}

inline Result<registry::Extract> read_text(std::string text,
                                           const std::vector<std::string>& asked = {"010000024"},
                                           std::size_t piece = 1000000) {
  return registry::read(source_of(std::move(text), piece), asked, "register");
}

/// The id of the failure, "" when there is none.
inline std::string failure_of(std::string text) {
  const auto read = read_text(std::move(text));
  return read ? std::string() : read.error().id;
}

}  // namespace dmp::test
