#include <sys/stat.h>

#include <algorithm>

#include "sample.hpp"

namespace dmp::form413::test {
namespace {

/// A group of three sites: complete, without a signer, complete.
model::Dossier group() {
  auto dossier = complete_dossier();
  auto incomplete = dossier.establishments.front();
  incomplete.id = "incomplete";
  incomplete.finess_geographic = finess("2A0000014");
  incomplete.name.clear();
  incomplete.representative->card.reset();
  auto third = dossier.establishments.front();
  third.id = "third";
  third.finess_geographic = finess("970100400");
  dossier.establishments.push_back(incomplete);
  dossier.establishments.push_back(third);
  return dossier;
}

Request request(const model::Dossier& dossier, const std::filesystem::path& folder) {
  return {dossier, model::select_sites(dossier, {}).sites, edition(), folder, kToday, false, false,
          {}};
}

Outcome outcome_of(const Request& request) {
  auto outcome = make_forms(request);
  REQUIRE(outcome);
  return *outcome;
}

TEST_CASE("forms are made for all sites but those that lack something, which is named") {
  const TemporaryFolder folder;
  const auto dossier = group();
  const auto outcome = outcome_of(request(dossier, folder / "forms"));
  REQUIRE(outcome.forms.size() == 2);
  CHECK(outcome.forms[0].file_name == "form-413-010000024.pdf");
  CHECK(outcome.forms[1].path == folder / "forms" / "form-413-970100400.pdf");
  CHECK(outcome.forms[1].written);
  CHECK(slurp(outcome.forms[1].path).starts_with("%PDF-"));
  struct stat status{};
  REQUIRE(::stat(outcome.forms[1].path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0644U);
  REQUIRE(outcome.failures.size() == 1);
  const auto& [site, error] = outcome.failures.front();
  CHECK(site == "incomplete");
  CHECK(error.id == "FORM-INCOMPLETE");
  CHECK(error.kind == ErrorKind::input);
  CHECK(text(Language::french, error.id, error.args) ==
        "le formulaire 413 de incomplete n'est pas complet ; il manque : 3.1 Dénomination de la "
        "structure, 3.2 N° de carte");
}

TEST_CASE("a second run changes nothing and says so, even on another day") {
  const TemporaryFolder folder;
  const auto dossier = complete_dossier();
  auto again = request(dossier, folder.path());
  CHECK(outcome_of(again).forms.front().written);
  const auto before = slurp(folder / "form-413-010000024.pdf");
  again.as_of = GENERATE(*parse_date("2026-11-23"), *parse_date("2027-01-02"));
  again.dry_run = GENERATE(false, true);
  const auto outcome = outcome_of(again);
  REQUIRE(outcome.forms.size() == 1);
  CHECK_FALSE(outcome.forms.front().written);
  CHECK(outcome.forms.front().kept);
  CHECK(slurp(folder / "form-413-010000024.pdf") == before);
}

TEST_CASE("another form there is kept unless told to overwrite") {
  const TemporaryFolder folder;
  auto dossier = group();
  auto asked = request(dossier, folder.path());
  outcome_of(asked);
  const auto path = folder / "form-413-010000024.pdf";
  const auto before = slurp(path);
  SECTION("made from another dossier") {
    dossier.establishments[0].representative->phone = "+33 1 00 00 00 00";
  }
  SECTION("something else under that name") { spill(path, "my notes"); }
  const auto there = slurp(path);
  asked.dry_run = GENERATE(false, true);
  const auto refused = outcome_of(asked);
  REQUIRE(refused.failures.size() == 2);
  CHECK(refused.failures[0].second.id == "FILE-EXISTS");
  CHECK(refused.failures[0].second.kind == ErrorKind::usage);
  CHECK(refused.forms.size() == 1);
  CHECK(slurp(path) == there);
  asked.overwrite = true;
  const auto allowed = outcome_of(asked);
  CHECK(allowed.forms.front().written == !asked.dry_run);
  CHECK((slurp(path) == there) == asked.dry_run);
}

TEST_CASE("a dry run writes nothing, not even the folder, and reports the same failures") {
  const TemporaryFolder folder;
  const auto dossier = group();
  auto asked = request(dossier, folder / "forms");
  asked.dry_run = true;
  const auto outcome = outcome_of(asked);
  CHECK(outcome.forms.size() == 2);
  CHECK_FALSE(outcome.forms.front().written);
  CHECK_FALSE(outcome.forms.front().kept);
  CHECK(outcome.failures.size() == 1);
  CHECK_FALSE(std::filesystem::exists(folder / "forms"));
}

TEST_CASE("a stop is heard between two sites") {
  const TemporaryFolder folder;
  const auto dossier = group();
  auto asked = request(dossier, folder.path());
  int questions = 0;
  asked.stop = [&questions] { return ++questions > 1; };
  const auto outcome = outcome_of(asked);
  CHECK(outcome.stopped);
  CHECK(outcome.forms.size() == 1);
  CHECK(outcome.failures.empty());
}

TEST_CASE("two sites with one FINESS number do not overwrite each other") {
  const TemporaryFolder folder;
  auto dossier = group();
  dossier.establishments[2].finess_geographic = dossier.establishments[0].finess_geographic;
  auto asked = request(dossier, folder.path());
  asked.overwrite = true;
  const auto outcome = outcome_of(asked);
  REQUIRE(outcome.failures.size() == 2);
  CHECK(outcome.failures[1].second.id == "FORM-SAME-FINESS");
}

TEST_CASE("a folder that cannot be made fails the whole") {
  const TemporaryFolder folder;
  spill(folder / "file", "");
  const auto dossier = complete_dossier();
  const auto made = make_forms(request(dossier, folder / "file" / "forms"));
  REQUIRE_FALSE(made);
  CHECK(made.error().kind == ErrorKind::environment);
}

}  // namespace
}  // namespace dmp::form413::test
