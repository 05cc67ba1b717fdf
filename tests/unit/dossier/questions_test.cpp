#include "dmp/dossier/questions.hpp"

#include <algorithm>

#include "dmp/documents/reading.hpp"
#include "dmp/dossier/new.hpp"
#include "unit/dossier/tables.hpp"

using namespace dmp;
using namespace dmp::dossier;
using dmp::test::english;
using namespace std::chrono_literals;

namespace {

NewRequest starter(std::vector<std::string> sites, std::vector<std::string> entities = {}) {
  return {std::move(sites),
          std::move(entities),
          std::nullopt,
          start_of(2026y / 11 / 23),
          100,
          english(),
          {}};
}

NewDossier made(const NewRequest& request) {
  auto result = new_dossier(request);
  REQUIRE(result);
  return std::move(*result);
}

/// The topics that are asked about, each once.
std::string topics_of(const NewDossier& dossier) {
  std::string out;
  for (const auto& question : dossier.questions) {
    if (!out.ends_with(question.topic + " ")) {
      out += question.topic + " ";
    }
  }
  return out;
}

std::string answer(const std::string& key, std::string_view typed) {
  const auto all = made(starter({"970300026", "970302287"}, {"970302022"})).questions;
  const auto question = std::ranges::find(all, key, &Question::key);
  REQUIRE(question != all.end());
  const auto read = read_answer(*question, typed);
  return read ? *read : read.error().id;
}

}  // namespace

TEST_CASE("a new dossier asks for what it needs, and nothing about a group of one site") {
  CHECK(topics_of(made(starter({}))) == "administrator ");
  CHECK(topics_of(made(starter({"970300026", "970302287"}))) == "group contact administrator ");
  CHECK(topics_of(made(starter({}, {"970302022"}))) == "administrator representative/970302022 ");
}

TEST_CASE("answers are read as cells of a table are, and may stay open") {
  CHECK(answer("group/name", " GHT  de Guyane ") == "GHT de Guyane");
  CHECK(answer("group/kind", "ght") == "ght");
  CHECK(answer("group/kind", "cabinet") == "ANSWER-WORD");
  CHECK(answer("group/kind", "single-site") == "ANSWER-WORD");
  CHECK(answer("group/kind", " ") == "");
  CHECK(answer("contact/email", "mailto:dsi@ght.example") == "dsi@ght.example");
  CHECK(answer("contact/email", "dsi") == "IMPORT-EMAIL");
  CHECK(answer("contact/email", "") == "");
  CHECK(answer("administrator/card/type", "cpe") == "CPE");
  CHECK(answer("administrator/card/type", "badge") == "IMPORT-WORD");
  CHECK(answer("administrator/card/number", "26 0030 1752") == "2600301752");
}

TEST_CASE("answers stand in the dossier, and what was left open is a TODO") {
  auto request = starter({"970300026", "970302287"}, {"970302022"});
  request.answers = {{"group/name", "GHT de Guyane"},
                     {"group/kind", "ght"},
                     {"contact/family_name", "ROZÉ"},
                     {"contact/phone", ""},
                     {"administrator/family_name", "MARTIN"},
                     {"administrator/card/type", "CPE"},
                     {"representative/970302022/family_name", "NOËL"}};
  const auto reading = documents::read_dossier(made(request).document, "dossier.json");
  std::size_t todos = 0;
  for (const auto& finding : reading.findings) {
    INFO(finding.rule << " " << finding.at.pointer);
    todos += finding.rule == "DOSSIER-TODO" ? 1U : 0U;
    CHECK((finding.rule == "DOSSIER-TODO" || finding.severity == Severity::info));
  }
  REQUIRE(reading.value);
  const auto& dossier = *reading.value;
  CHECK(dossier.group->name == "GHT de Guyane");
  CHECK(dossier.group->kind == model::GroupKind::ght);
  CHECK(dossier.group->contact->family_name == "ROZÉ");
  REQUIRE(dossier.administrators.size() == 1);
  CHECK(dossier.administrators.front().person.family_name == "MARTIN");
  CHECK(dossier.establishments.front().representative->family_name == "NOËL");
  const auto before = documents::read_dossier(
      made(starter({"970300026", "970302287"}, {"970302022"})).document, "dossier.json");
  CHECK(todos < before.findings.size());
}
