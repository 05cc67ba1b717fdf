#pragma once

#include "right_dossier.hpp"

namespace dmp::test {

inline registry::Record record(std::string number, std::string juridical) {
  registry::Record made;
  made.number = std::move(number);
  made.juridical = std::move(juridical);
  made.name = "CH FLEYRIAT";
  made.category = "355";
  return made;
}

/// A register in which the right dossier has nothing to correct, with what else the cases name: an
/// establishment and a legal entity that are closed, and another legal entity.
inline registry::Extract right_register() {
  registry::Extract made;
  made.edition = {"FINESS+ v1.0.0", 2026y / 5 / 12};
  for (const std::string number : {"010000024", "970100400", "010780195"}) {
    made.establishments.emplace(number, record(number, "010780054"));
  }
  made.establishments.at("010000024").siret = "26010004500012";
  made.establishments.at("010780195").closed = 2020y / 3 / 4;
  for (const std::string number : {"010780054", "970100186", "010000156"}) {
    made.legal_entities.emplace(number, record(number, ""));
  }
  made.legal_entities.at("010000156").active = false;
  return made;
}

}  // namespace dmp::test
