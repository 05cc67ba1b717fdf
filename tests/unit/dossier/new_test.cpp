#include "dmp/dossier/new.hpp"

#include "dmp/documents/reading.hpp"
#include "support/catalogue.hpp"
#include "support/catch.hpp"

using namespace dmp;
using namespace dmp::dossier;
using namespace std::chrono_literals;

namespace {

registry::Record site(const std::string& number, const std::string& entity,
                      const std::string& name) {
  registry::Record record;
  record.number = number;
  record.juridical = entity;
  record.name = name;
  record.category = "355";
  record.category_label = "Centre Hospitalier (C.H.)";
  record.department = "9C";
  return record;
}

NewRequest request_for(std::vector<std::string> sites, std::vector<std::string> entities) {
  registry::Extract extract;
  extract.edition = {"etalab 111", std::nullopt};
  for (auto& record : {site("970300026", "970302022", "CH DE CAYENNE"),
                       site("970302287", "970302022", "CH DE CAYENNE")}) {
    extract.establishments.emplace(record.number, record);
  }
  registry::Record entity;
  entity.number = "970302022";
  extract.legal_entities.emplace(entity.number, entity);
  return {std::move(sites),
          std::move(entities),
          extract,
          start_of(2026y / 11 / 23),
          100,
          {::catalogue(), Language::french}};
}

std::string id_of(const NewRequest& request) {
  const auto made = new_dossier(request);
  return made ? "" : made.error().id;
}

/// Rules of the reader but for the TODOs, which are counted.
std::string read(const std::string& text, std::size_t& todos) {
  const auto reading = documents::read_dossier(text, "dossier.json");
  CHECK(reading.value.has_value());
  std::string out;
  todos = 0;
  for (const auto& finding : reading.findings) {
    if (finding.rule == "DOSSIER-TODO") {
      ++todos;
    } else {
      out += finding.rule + " " + finding.at.pointer + "\n";
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a legal entity's sites become a dossier with a TODO for what nobody knows") {
  const auto made = new_dossier(request_for({}, {"970302022"}));
  REQUIRE(made);
  CHECK(made->sites == 2);
  std::size_t todos = 0;
  CHECK(read(made->document, todos) == "");
  CHECK(todos > 10);
  CHECK(made->document.find("// Centre Hospitalier (C.H.)") != std::string::npos);
  const auto reading = documents::read_dossier(made->document, "dossier.json");
  REQUIRE(reading.value->establishments.size() == 2);
  CHECK(reading.value->establishments[1].id == "ch-cayenne-2");
  CHECK(reading.value->establishments[0].department == "973");
  CHECK(reading.value->establishments[0].kind == "355");
}

TEST_CASE("a starter needs no register") {
  auto request = request_for({}, {});
  request.finess_register.reset();
  const auto made = new_dossier(request);
  REQUIRE(made);
  std::size_t todos = 0;
  CHECK(read(made->document, todos) == "");
  CHECK(todos > 10);
}

TEST_CASE("numbers that the register has otherwise, or not, are told") {
  CHECK(id_of(request_for({"970300026"}, {})).empty());
  CHECK(id_of(request_for({"010000024"}, {})) == "NEW-UNKNOWN");
  CHECK(id_of(request_for({"970302022"}, {})) == "NEW-KIND");
  CHECK(id_of(request_for({}, {"970300026"})) == "NEW-ENTITY-KIND");
  auto many = request_for({}, {"970302022"});
  many.most_sites = 1;
  CHECK(id_of(many) == "NEW-MANY-SITES");
  auto closed = request_for({}, {"970302022"});
  closed.finess_register->establishments.at("970302287").active = false;
  auto made = new_dossier(closed);
  REQUIRE(made);
  CHECK(made->sites == 1);
  REQUIRE(made->findings.size() == 1);
  CHECK(made->findings.front().rule == "NEW-LEFT-OUT");
  closed.finess_register->establishments.at("970300026").active = false;
  CHECK(id_of(closed) == "NEW-NO-SITE");
  closed.entities.clear();
  closed.sites = {"970300026"};
  made = new_dossier(closed);
  REQUIRE(made);
  CHECK(made->findings.front().rule == "NEW-CLOSED");
}
