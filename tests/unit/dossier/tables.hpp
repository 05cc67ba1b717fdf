#pragma once

#include <string>

#include "dmp/dossier/import.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

/// What tests of tables and dossiers share.
namespace dmp::test {

inline Wording english() { return {::catalogue(), Language::english}; }

/// opened is a dossier that was read as a text.
inline documents::Edit opened(const std::string& text) {
  Findings findings;
  const auto bytes = as_bytes(text);
  auto edit = documents::Edit::open({bytes.begin(), bytes.end()}, "dossier.json", findings);
  REQUIRE(edit);
  return *edit;
}

}  // namespace dmp::test
