#include <sys/stat.h>

#include <algorithm>

#include "dmp/model/mail.hpp"
#include "sample.hpp"
#include "support/catalogue.hpp"

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
  return {dossier,
          model::select_sites(dossier, {}).sites,
          edition(),
          folder,
          start_of(kToday),
          false,
          false,
          {}};
}

Outcome outcome_of(const Request& request) {
  auto outcome = make_forms(request);
  REQUIRE(outcome);
  return *outcome;
}

Bytes bytes_of(const std::string& text) {
  const auto view = as_bytes(text);
  return {view.begin(), view.end()};
}

TEST_CASE("forms are made for all sites but those that lack something, which is named") {
  const TemporaryFolder folder;
  const auto dossier = group();
  const auto outcome = outcome_of(request(dossier, folder / "forms"));
  REQUIRE(outcome.forms.size() == 2);
  CHECK(outcome.forms[0].file_name == "form-413-010000024.pdf");
  CHECK(outcome.forms[1].path == folder / "forms" / "form-413-970100400.pdf");
  CHECK(outcome.forms[1].written);
  CHECK((slurp(outcome.forms[1].path).starts_with("%PDF-")));
  struct stat status{};
  REQUIRE(::stat(outcome.forms[1].path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0644U);
  REQUIRE(outcome.failures.size() == 1);
  const auto& [site, error] = outcome.failures.front();
  CHECK(site == "incomplete");
  CHECK(error.id == "FORM-INCOMPLETE");
  CHECK(error.kind == ErrorKind::input);
  CHECK(in_french().text(error.id, error.args) ==
        "le formulaire 413 de incomplete est incomplet ; il manque : 3.1 Dénomination de la "
        "structure, 3.2 N° de carte");
}

TEST_CASE("a second run changes nothing and says so, even on another day") {
  const TemporaryFolder folder;
  const auto dossier = complete_dossier();
  auto again = request(dossier, folder.path());
  CHECK(outcome_of(again).forms.front().written);
  const auto before = slurp(folder / "form-413-010000024.pdf");
  again.now = start_of(GENERATE(*parse_date("2026-11-23"), *parse_date("2027-01-02")));
  again.dry_run = GENERATE(false, true);
  const auto outcome = outcome_of(again);
  REQUIRE(outcome.forms.size() == 1);
  CHECK_FALSE(outcome.forms.front().written);
  CHECK(outcome.forms.front().kept);
  CHECK((slurp(folder / "form-413-010000024.pdf") == before));
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
  CHECK(refused.failures[0].second.id == "FORM-EXISTS");
  CHECK(refused.failures[0].second.kind == ErrorKind::usage);
  CHECK(refused.forms.size() == 1);
  CHECK((slurp(path) == there));
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

TEST_CASE("of two sites with one FINESS number neither gets a form, nor does one alone") {
  const TemporaryFolder folder;
  auto dossier = group();
  dossier.establishments[2].finess_geographic = dossier.establishments[0].finess_geographic;
  auto asked = request(dossier, folder.path());
  asked.overwrite = true;
  const auto outcome = outcome_of(asked);
  std::vector<std::string> refused;
  for (const auto& [site, error] : outcome.failures) {
    if (error.id == "FORM-SAME-FINESS") {
      refused.push_back(site);
    }
  }
  const auto& sites = dossier.establishments;
  CHECK(refused == std::vector<std::string>{sites[0].id, sites[2].id});
  asked.sites = {&sites[0]};
  CHECK(outcome_of(asked).forms.empty());
}

TEST_CASE("the mail of a group waits for the form of every site") {
  const TemporaryFolder folder;
  auto dossier = group();
  auto asked = request(dossier, folder.path());
  asked.mails = form413::Request::Mails::of_group;
  const auto mail = folder / "form-413-group.eml";
  const auto waits_for = [&](const std::string& sites) {
    const auto outcome = outcome_of(asked);
    REQUIRE(outcome.group_waits);
    CHECK(outcome.group_waits->id == "FORM-GROUP-INCOMPLETE");
    CHECK(outcome.group_waits->args == Args{arg("sites", sites)});
    CHECK_FALSE(std::filesystem::exists(mail));
  };
  waits_for("incomplete");
  asked.sites = model::select_sites(dossier, {"fleyriat", "third"}).sites;
  asked.left_out = {"faulty"};
  waits_for("faulty");
  asked.left_out.clear();
  std::filesystem::remove(folder / "form-413-970100400.pdf");
  std::filesystem::create_directory(folder / "form-413-970100400.pdf");
  waits_for("third");
  std::filesystem::remove(folder / "form-413-970100400.pdf");
  const auto outcome = outcome_of(asked);
  CHECK(outcome.failures.empty());
  CHECK_FALSE(outcome.group_waits);
  CHECK(model::read_back(slurp(mail))->attachments.size() == 2);
}

TEST_CASE("a mail of an earlier day follows its forms, and nobody else's does") {
  const TemporaryFolder folder;
  auto dossier = group();
  auto asked = request(dossier, folder.path());
  asked.sites = model::select_sites(dossier, {"fleyriat", "third"}).sites;
  for (auto& site : dossier.establishments) {
    site.contract = model::Contract{model::ContractStatus::signed_contract, {}, {}};
  }
  dossier.establishments[0].representative->card->expires_on = *parse_date("2026-12-01");
  using Mails = form413::Request::Mails;
  asked.mails = GENERATE(Mails::of_each, Mails::of_group);
  const auto mail =
      folder / (asked.mails == Mails::of_group ? "form-413-group.eml" : "form-413-010000024.eml");
  outcome_of(asked);
  const auto first = slurp(mail);
  asked.now = start_of(*parse_date("2026-12-24"));
  const auto form = folder / "form-413-010000024.pdf";
  SECTION("a card ended: one more form is needed") {}
  SECTION("a form was lost") {
    asked.now = start_of(*parse_date("2026-11-24"));
    std::filesystem::remove(form);
  }
  const auto outcome = outcome_of(asked);
  CHECK(outcome.failures.empty());
  CHECK((model::read_back(slurp(mail))->attachments.front().content == bytes_of(slurp(form))));
  CHECK((slurp(mail) != first));
  const auto followed = slurp(mail);
  CHECK(std::ranges::all_of(outcome_of(asked).forms, &WrittenForm::kept));
  CHECK((slurp(mail) == followed));
  // Somebody puts the signed form in its place: that mail is his.
  auto edited = slurp(mail);
  const auto at = edited.find("base64\r\n\r\n") + 200;
  edited[at] = edited[at] == 'A' ? 'B' : 'A';
  spill(mail, edited);
  std::filesystem::remove(form);
  asked.now = start_of(*parse_date("2026-12-25"));
  const auto refused = outcome_of(asked);
  REQUIRE(refused.failures.size() == 1);
  CHECK(refused.failures.front().second.id == "FORM-EXISTS");
  CHECK((slurp(mail) == edited));
}

TEST_CASE("a sheet about further forms says when nothing of it is to be sent") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  dossier.establishments.front().representative->card->expires_on = *parse_date("2026-01-01");
  const auto warns = [&](model::Environment environment) {
    dossier.environment = environment;
    auto asked = request(dossier, folder.path());
    asked.overwrite = true;
    REQUIRE(make_annexes(asked)->failures.empty());
    std::string printed;
    REQUIRE(run("pdftotext '" + (folder / "annexes-010000024.pdf").string() + "' -", &printed) ==
            0);
    const auto has = [](const std::string& text) {
      return text.find("ne pas envoyer ce document") != std::string::npos;
    };
    CHECK(has(printed) == has(slurp(folder / "annexes-010000024.txt")));
    return has(printed);
  };
  CHECK(warns(model::Environment::rehearsal));
  CHECK(warns(model::Environment::test));
  CHECK_FALSE(warns(model::Environment::production));
}

TEST_CASE("the mail says the number of a legal entity that certificates are asked for on") {
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  site.finess_juridical = model::Finess::parse("010780054")->value;
  const auto says = [&] {
    const auto mail =
        mail_of(dossier, {{&site, "form.pdf", {}}}, edition(), *parse_date("2026-11-23"));
    return mail->body.find("FINESS juridique : " + site.finess_juridical->text()) !=
           std::string::npos;
  };
  site.certificates = {{model::Usage::sign, model::FinessKind::geographic}};
  CHECK_FALSE(says());
  site.certificates = {{model::Usage::sign, model::FinessKind::juridical}};
  CHECK(says());
}

TEST_CASE("the mail names all sites that share a certificate") {
  auto dossier = complete_dossier();
  dossier.establishments.push_back(dossier.establishments.front());
  auto& site = dossier.establishments.front();
  auto& other = dossier.establishments.back();
  other.name = "EHPAD VOISIN";
  other.finess_geographic = model::Finess::parse("970302287")->value;
  const auto body = [&] {
    return mail_of(dossier, {{&site, "form.pdf", {}}}, edition(), *parse_date("2026-11-23"))->body;
  };
  for (auto* one : {&site, &other}) {
    one->finess_juridical = model::Finess::parse("010780054")->value;
    one->certificates = {{model::Usage::sign, model::FinessKind::juridical}};
  }
  CHECK(body().find("communs aux sites : " + site.name + " (" + site.finess_geographic->text() +
                    "), EHPAD VOISIN (970302287)\n") != std::string::npos);
  other.certificates = {{model::Usage::sign, model::FinessKind::geographic}};
  CHECK(body().find("communs") == std::string::npos);
}

TEST_CASE("a sheet about further forms follows what is needed by now") {
  const TemporaryFolder folder;
  auto dossier = complete_dossier();
  auto& site = dossier.establishments.front();
  auto asked = request(dossier, folder.path());
  site.representative->card->expires_on = *parse_date("2026-12-01");
  auto made = make_annexes(asked);  // The contract is missing already.
  REQUIRE(made);
  REQUIRE(made->failures.empty());
  const auto text = folder / "annexes-010000024.txt";
  const auto before = slurp(text);
  asked.now = start_of(*parse_date("2026-11-30"));
  made = make_annexes(asked);
  REQUIRE(made);
  CHECK(std::ranges::all_of(made->forms, &WrittenForm::kept));
  asked.now = start_of(*parse_date("2026-12-24"));
  const bool cut_short = GENERATE(false, true);
  if (cut_short) {
    // A run that was killed after the first of both.
    const auto pdf = slurp(folder / "annexes-010000024.pdf");
    REQUIRE(make_annexes(asked));
    spill(folder / "annexes-010000024.pdf", pdf);
  }
  made = make_annexes(asked);
  REQUIRE(made);
  CHECK(made->failures.empty());
  CHECK(slurp(text) != before);
  spill(text, before + "my note");
  made = make_annexes(asked);
  REQUIRE(made);
  REQUIRE(made->failures.size() == 1);
  CHECK(made->failures.front().second.id == "FORM-EXISTS");
}

TEST_CASE("what killed runs left in the folder is cleared away, but not on a dry run") {
  const TemporaryFolder folder;
  const auto dossier = complete_dossier();
  auto asked = request(dossier, folder.path());
  const auto left = folder / ".dmpcert-AbCdEf.tmp";
  spill(left, "half a form");
  asked.dry_run = true;
  outcome_of(asked);
  CHECK(std::filesystem::exists(left));
  asked.dry_run = false;
  SECTION("forms") { outcome_of(asked); }
  SECTION("annexes") { REQUIRE(make_annexes(asked)); }
  CHECK_FALSE(std::filesystem::exists(left));
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
