#pragma once

#include <algorithm>
#include <regex>
#include <string>
#include <string_view>

#include "dmp/documents/detail/json_text.hpp"
#include "dmp/documents/reading.hpp"
#include "support/fixture.hpp"
#include "support/values.hpp"

namespace dmp::test {

/// kWhole has every part of a dossier once, without a fault.
inline constexpr const char* kWhole = R"({
  "version": 2, // comments are accepted
  "environment": "test",
  "group": { "kind": "ght", "name": "GHT Bresse Haut-Bugey",
             "contact": { "family_name": "Été", "email": "dsi@example.fr" } },
  "people": [
    { "id": "adm-dsi", "family_name": "MARTIN", "given_names": "Claire",
      "phone": "+33 4 74 00 00 00", "email": "c.martin@example.fr",
      "card": { "type": "CPE", "number": "2600301752", "status": "active",
                "expires_on": "2027-05-31" } }
  ],
  "administrators": [ { "person": "adm-dsi", "employer": "establishment" } ], # as is this
  "legal_entities": [ { "finess": "010780054", "name": "CENTRE HOSPITALIER DE BRESSE" } ],
  "establishments": [
    { "id": "fleyriat",
      "name": "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT",
      "finess": "010000024", "legal_entity": "010780054",
      "siret": "26010004500012",
      "category": "es", "kind": "hospital", "sector": "public", "department": "01",
      "contract": { "status": "signed", "number": "C-1", "signed_on": "2020-02-11" },
      "representative": { "family_name": "DURAND", "given_names": "Zoé",
        "card": { "type": "CDE", "number": "1234567890", "status": "active" } },
      "agents": [ { "form_502_sent_on": "2021-01-10", "person": { "id": "px-1",
        "family_name": "PETIT",
        "card": { "type": "CPE", "number": "1234567891", "status": "requested" } } } ],
      "signatory": "representative",
      "administrators": ["adm-dsi"],
      "software": { "publisher": "Éditeur", "product": "Produit", "version": "1.2",
                    "legal_entity_only": true },
      "form_413": { "sent_on": "2021-10-04" },
      "certificates": [ { "usage": "AUTH_CLI", "carried_by": "site" },
                        { "usage": "SIGN", "carried_by": "legal-entity" } ] }
  ]
})";

/// changed returns kWhole with its one `from` replaced.
inline std::string changed(const std::string& from, const std::string& to) {
  std::string text = kWhole;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  return text.replace(at, from.size(), to);
}

inline documents::Reading<model::Dossier> read(const std::string& text) {
  return documents::read_dossier(text, "d.json");
}

/// tree_of returns the values of a JSON text; nullptr when it is none.
inline std::shared_ptr<documents::ValueTree> tree_of(const std::string& text,
                                                     documents::FindingList& findings) {
  const auto bytes = as_bytes(text);
  return documents::parse_text(Bytes(bytes.begin(), bytes.end()), {}, findings);
}

/// rules lists the rule ids of findings, in their order, each followed by a space.
inline std::string rules(const Findings& findings) {
  std::string all;
  for (const auto& finding : findings) {
    all += finding.rule + ' ';
  }
  return all;
}

/// said_of returns the argument `name` of a finding; "" where it has none of that name.
inline std::string said_of(const Finding& finding, std::string_view name) {
  const auto found = std::ranges::find(finding.args, name, &Arg::name);
  return found == finding.args.end() ? "" : found->value;
}

/// has_open_placeholder tells whether a text still has a {name} in it.
inline bool has_open_placeholder(const std::string& words) {
  return std::regex_search(words, std::regex("\\{[a-z_]+\\}"));
}

}  // namespace dmp::test
