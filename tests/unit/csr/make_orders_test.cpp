#include <sys/stat.h>

#include <regex>

#include "dmp/files/lock.hpp"
#include "dmp/rules/subject.hpp"
#include "setup.hpp"
#include "support/as_user.hpp"
#include "support/catalogue.hpp"

using namespace dmp;
using namespace dmp::test;
using csr::Act;
using model::Usage;

namespace {

std::string file_sha256(const std::filesystem::path& path) {
  return output_of("sha256sum < " + quoted(path)).substr(0, 64);
}

}  // namespace

TEST_CASE("an order is a key and a request that openssl accepts, under the authority's names") {
  const Bench bench;
  const auto outcome = bench.make();
  CHECK(outcome.failures.empty());
  CHECK_FALSE(outcome.interrupted);
  REQUIRE(outcome.orders.size() == 2);
  const std::map<std::string, std::string> services{{"AUTH_CLI", "DMP AUTHENTIFICATION"},
                                                    {"SIGN", "DMP SIGNATURE"}};
  for (const auto& [usage, service] : services) {
    const auto folder = bench.order(usage);
    const auto csr = quoted(folder / "request.csr");
    CHECK(output_of("openssl req -verify -noout -in " + csr).find("verify OK") !=
          std::string::npos);
    CHECK(subject_fields(folder / "request.csr") ==
          "countryName PRINTABLESTRING FR\n"
          "stateOrProvinceName UTF8STRING Ain (01)\n"
          "organizationName UTF8STRING CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL\n"
          "organizationalUnitName UTF8STRING 1010000024\n"
          "commonName UTF8STRING " +
              service + "\n");
    const auto text = output_of("openssl req -noout -text -in " + csr);
    CHECK(text.find("Public-Key: (2048 bit)") != std::string::npos);
    CHECK(text.find("Exponent: 65537") != std::string::npos);
    CHECK(text.find("Signature Algorithm: sha256WithRSAEncryption") != std::string::npos);
    CHECK(std::regex_search(text, std::regex(R"(Attributes:\s+\(none\))")));
    CHECK(std::regex_search(output_of("openssl asn1parse -in " + csr),
                            std::regex(R"(d=2 +hl=2 l= +0 cons: cont \[ 0 \])")));
    CHECK(output_of("openssl req -noout -pubkey -in " + csr) ==
          output_of("openssl pkey -pubout -in " + quoted(folder / "key.pem")));
  }
}

TEST_CASE("an order records what it is, and the journal who made it, without any secret") {
  const Bench bench;
  auto request = bench.request();
  request.workspace /= "";  // As the shell completes it, with a slash.
  static_cast<void>(bench.make(request));
  const auto folder = bench.order("SIGN");
  const auto order = order_in(folder);
  CHECK(order.site == "fleyriat");
  CHECK(order.usage == Usage::sign);
  CHECK(order.finess == "010000024");
  CHECK(order.structure == "1010000024");
  CHECK(order.service == "DMP SIGNATURE");
  CHECK(order.state == model::OrderState::ready);
  CHECK(order.key_algorithm == "rsa:2048");
  CHECK_FALSE(order.key_encrypted);
  REQUIRE(order.history.size() == 1);
  CHECK(order.history[0].by == "claire");
  CHECK(format_instant(order.history[0].at) == "2026-11-23T10:00:00Z");
  const auto in = quoted(folder / "request.csr");
  CHECK(order.request_sha256 ==
        output_of("openssl req -outform DER -in " + in + " | sha256sum").substr(0, 64));
  CHECK(order.public_key_sha256 == output_of("openssl req -noout -pubkey -in " + in +
                                             " | openssl pkey -pubin -outform DER | sha256sum")
                                       .substr(0, 64));

  const auto journal = slurp(bench.workspace() / "journal.jsonl");
  CHECK(std::ranges::count(journal, '\n') == 2);
  CHECK(journal.find("\"010000024/SIGN/request.csr\"") != std::string::npos);
  CHECK(journal.find(file_sha256(folder / "request.csr")) != std::string::npos);
  CHECK(journal.find("claire") != std::string::npos);
  for (const auto& [path, content] : picture_of(bench.workspace())) {
    CAPTURE(path);
    CHECK((content.first.find("PRIVATE KEY") != std::string::npos) == path.ends_with("key.pem"));
  }
}

TEST_CASE("the sheet's own command compares the key of a certificate with the order's") {
  const Bench bench;
  static_cast<void>(bench.make());
  const auto folder = bench.order("SIGN");
  output_of("cd " + quoted(folder) +
            " && openssl req -x509 -key key.pem -subj /CN=x -days 1 -out certificat.pem");
  const auto sheet = slurp(folder / "order-sheet.txt");
  const auto start = sheet.find("openssl x509");
  const auto command = sheet.substr(start, sheet.find("\n", sheet.find("\n", start) + 1) - start);
  const auto sum = output_of("cd " + quoted(folder) + " && " + command).substr(0, 64);
  CHECK(sum == order_in(folder).public_key_sha256);
  CHECK(sheet.find("\n        " + sum + "\n") != std::string::npos);
}

TEST_CASE("a key is its owner's only, whatever the umask") {
  const auto before = ::umask(0);
  const Bench bench;
  static_cast<void>(bench.make());
  ::umask(before);
  struct stat status{};
  REQUIRE(::stat((bench.order("SIGN") / "key.pem").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
  REQUIRE(::stat(bench.order("SIGN").c_str(), &status) == 0);
  CHECK((status.st_mode & 0077) == 0);
}

TEST_CASE("a passphrase encrypts the key, and the second run does not need it") {
  const Bench bench;
  const auto passphrase = secret("cheval agrafe été");
  auto request = bench.request();
  request.usages = {Usage::auth_cli};
  request.passphrase = &passphrase;
  CHECK(bench.make(request).orders.at(0).order.key_encrypted);

  const auto key = quoted(bench.order("AUTH_CLI") / "key.pem");
  CHECK(slurp(bench.order("AUTH_CLI") / "key.pem").starts_with("-----BEGIN ENCRYPTED PRIVATE KEY"));
  CHECK(output_of("openssl pkey -passin 'pass:cheval agrafe été' -pubout -in " + key) ==
        output_of("openssl req -noout -pubkey -in " +
                  quoted(bench.order("AUTH_CLI") / "request.csr")));
  CHECK(run("openssl pkey -passin pass:autre -noout -in " + key) != 0);

  const auto before = picture_of(bench.workspace());
  CHECK(bench.make(request).orders.at(0).act == Act::unchanged);
  request.passphrase = nullptr;
  CHECK(bench.make(request).orders.at(0).act == Act::unchanged);
  const auto wrong = secret("cheval agrafe vert");
  request.passphrase = &wrong;
  const auto refused = bench.make(request);
  REQUIRE(refused.failures.size() == 1);
  CHECK(refused.failures[0].error.id == "PASSPHRASE-WRONG");
  CHECK(refused.failures[0].error.kind == ErrorKind::secret);
  CHECK((picture_of(bench.workspace()) == before));
}

TEST_CASE("a weak passphrase is refused before anything is made, with the reason") {
  const Bench bench;
  const auto weak = GENERATE(as<std::string>{}, "", "court", "motdepasse123", "aaaaaaaaaaaaaaaa");
  const auto passphrase = secret(weak);
  auto request = bench.request();
  request.passphrase = &passphrase;
  const auto outcome = csr::make_orders(request);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().id == (weak.empty() ? "PASSPHRASE-EMPTY" : "PASSPHRASE-WEAK"));
  CHECK(outcome.error().kind == ErrorKind::secret);
  CHECK_FALSE(std::filesystem::exists(bench.workspace()));
}

TEST_CASE("which certificates: the filter, else the dossier, else the procedure") {
  Bench bench;
  auto& site = bench.dossier.establishments[0];
  const auto planned = [&bench](std::vector<Usage> usages) {
    auto request = bench.request();
    request.dry_run = true;
    request.usages = std::move(usages);
    std::string all;
    for (const auto& one : bench.make(request).orders) {
      CHECK(one.act == Act::planned);
      all += one.order.finess + "/" + std::string(to_string(one.order.usage)) + " ";
    }
    return all;
  };
  CHECK(planned({}) == "010000024/AUTH_CLI 010000024/SIGN ");
  CHECK(planned({Usage::sign}) == "010000024/SIGN ");
  site.certificates = {{Usage::sign, model::FinessKind::juridical},
                       {Usage::sign, model::FinessKind::juridical}};
  CHECK(planned({}) == "010780054/SIGN ");
  CHECK(planned({Usage::auth_cli, Usage::sign}) == "010000024/AUTH_CLI 010780054/SIGN ");
  site.certificates.clear();
  CHECK(planned({}) == "010000024/AUTH_CLI 010000024/SIGN ");
}

TEST_CASE("a dry run writes nothing, not even the workspace") {
  const Bench bench;
  auto request = bench.request();
  request.dry_run = true;
  CHECK(bench.make(request).orders.at(0).act == Act::planned);
  CHECK_FALSE(std::filesystem::exists(bench.workspace()));
  CHECK(std::filesystem::is_empty(bench.folder.path()));
}

TEST_CASE("a site that cannot be ordered for is told, and the others go on") {
  Bench bench;
  auto& sites = bench.dossier.establishments;
  sites.insert(sites.begin(), 3, fleyriat());
  sites[0].id = "no-number";
  sites[0].finess_geographic.reset();
  sites[1].id = "no-department";
  sites[1].finess_geographic = finess("0B0152872");
  sites[1].finess_juridical.reset();
  sites[1].department.clear();
  sites[2].id = "no-name";
  sites[2].finess_geographic = finess("970300026");
  sites[2].name = " \u00a0 ";
  auto request = bench.request();
  request.usages = {Usage::sign, Usage::conf};
  const auto outcome = bench.make(request);
  std::string told;
  for (const auto& failure : outcome.failures) {
    told += failure.site + " " + std::string(to_string(failure.usage)) + " " + failure.error.id;
    CHECK(failure.error.kind == ErrorKind::input);
    CHECK(catalogue().find(failure.error.id) != nullptr);
    told += "\n";
  }
  CHECK(told ==
        "no-number SIGN CSR-NO-FINESS\nno-number CONF CSR-NO-SERVICE\n"
        "no-department SIGN CSR-NO-DEPARTMENT\nno-department CONF CSR-NO-SERVICE\n"
        "no-name SIGN CSR-NO-NAME\nno-name CONF CSR-NO-SERVICE\n"
        "fleyriat CONF CSR-NO-SERVICE\n");
  REQUIRE(outcome.orders.size() == 1);
  CHECK(outcome.orders[0].order.site == "fleyriat");
}

TEST_CASE("nothing forces an order that would name one site and carry the number of another") {
  Bench bench;
  auto& sites = bench.dossier.establishments;
  sites.push_back(fleyriat());
  sites[1].id = "other";
  sites[1].name = "HÔPITAL DE JOUR";
  const auto refused = [&bench](std::vector<const model::Establishment*> chosen) {
    auto request = bench.request();
    request.sites = std::move(chosen);
    request.usages = {Usage::sign};
    request.forced = {{"fleyriat", "other"}, "because"};
    const auto outcome = bench.make(request);
    CHECK(outcome.orders.empty());
    std::string told;
    for (const auto& failure : outcome.failures) {
      told += failure.site + " " + failure.error.id + " " + value_of(failure.error, "sites") + "\n";
    }
    return told;
  };
  // One site of the two alone is refused, too.
  CHECK(refused({&sites[0]}) == "fleyriat CSR-FINESS-SHARED fleyriat, other\n");
  CHECK(refused({&sites[1]}) == "other CSR-FINESS-SHARED fleyriat, other\n");
  sites[1].finess_geographic = finess("970300026");
  for (auto& site : sites) {
    site.certificates = {{Usage::sign, model::FinessKind::juridical}};
  }
  // Of one legal entity they share the order; of one SIRET and two names they do not.
  auto request = bench.request();
  request.usages = {Usage::sign};
  request.dry_run = true;
  CHECK(bench.make(request).orders.size() == 1);
  for (auto& site : sites) {
    site.siret = model::Siret::parse("26010004500012")->value;
    site.certificates = {{Usage::sign, model::FinessKind::siret}};
  }
  CHECK(refused({&sites[0]}) == "fleyriat CSR-SIRET-SHARED fleyriat, other\n");
  sites[1].name = sites[0].name;
  for (auto& site : sites) {
    site.certificates = {{Usage::sign, model::FinessKind::juridical}};
  }
  sites[1].finess_geographic = sites[0].finess_juridical;
  sites[1].finess_juridical.reset();
  CHECK(refused({&sites[0]}) == "fleyriat CSR-FINESS-KINDS fleyriat, other\n");
  CHECK_FALSE(std::filesystem::exists(bench.workspace() / "010780054"));
}

TEST_CASE("on a legal entity's number O, ST and OU are the entity's, not those of a site") {
  auto site = fleyriat();
  site.finess_geographic = finess("970216057");
  site.finess_juridical = finess("590799730");
  site.department = "972";
  model::LegalEntity entity{site.finess_juridical, "ASSOCIATION DU NORD", {}, {}, {}};
  const auto subject_on = [&](model::FinessKind on) {
    site.legal_entity = std::make_shared<model::LegalEntity>(entity);
    const auto subject = rules::subject_for(site, {Usage::sign, on}, procedure());
    return subject ? subject->state + ", " + subject->organisation + ", " + subject->unit
                   : subject.error().id;
  };
  CHECK(subject_on(model::FinessKind::geographic) ==
        "Martinique (972), CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL, 1970216057");
  CHECK(subject_on(model::FinessKind::juridical) == "Nord (59), ASSOCIATION DU NORD, 1590799730");
  entity.department = "62";
  CHECK(subject_on(model::FinessKind::juridical) ==
        "Pas-de-Calais (62), ASSOCIATION DU NORD, 1590799730");
  // A test structure's number names no department, and it is the legal entity that lacks it.
  site.finess_juridical = finess("0B0152872");
  entity.department.clear();
  CHECK(subject_on(model::FinessKind::juridical) == "CSR-NO-DEPARTMENT");
  site.legal_entity = std::make_shared<model::LegalEntity>(entity);
  const auto lacks =
      rules::subject_for(site, {Usage::sign, model::FinessKind::juridical}, procedure());
  REQUIRE_FALSE(lacks);
  CHECK(Wording(catalogue(), Language::french).text(lacks.error().id, lacks.error().args) ==
        "le département de l'entité juridique 0B0152872 est inconnu");
  site.siret = model::Siret::parse("26010004500012")->value;
  CHECK(subject_on(model::FinessKind::siret) ==
        "Martinique (972), CENTRE HOSPITALIER DE BOURG-EN-BRESSE FL, 326010004500012");
  site.siret.reset();
  CHECK(subject_on(model::FinessKind::siret) == "CSR-NO-SIRET");
  site.legal_entity = nullptr;
  const auto undescribed =
      rules::subject_for(site, {Usage::sign, model::FinessKind::juridical}, procedure());
  CHECK(undescribed.error().id == "CSR-ENTITY-UNDESCRIBED");
}

TEST_CASE("a long name with accents is cut at forty characters, not bytes") {
  Bench bench;
  bench.dossier.establishments[0].name =
      "ÉTABLISSEMENT D'HÉBERGEMENT POUR PERSONNES ÂGÉES DÉPENDANTES DE L'HÔPITAL";
  auto request = bench.request();
  request.usages = {Usage::sign};
  CHECK(bench.make(request).failures.empty());
  CHECK(output_of("openssl req -noout -subject -nameopt sep_multiline,utf8 -in " +
                  quoted(bench.order("SIGN") / "request.csr"))
            .find("O=ÉTABLISSEMENT D'HÉBERGEMENT POUR PERSONN\n") != std::string::npos);
}

TEST_CASE("a service name past the bound of X.520 is refused before any key is made") {
  auto policy = procedure();
  policy.service_names[Usage::sign] = std::string(65, 'X');
  const auto subject =
      rules::subject_for(fleyriat(), {Usage::sign, model::FinessKind::geographic}, policy);
  REQUIRE_FALSE(subject);
  CHECK(subject.error().id == "SUBJECT-TOO-LONG");
  CHECK(value_of(subject.error(), "length") == "65");
}

TEST_CASE("asked to stop, it ends between two orders and keeps those that are made") {
  Bench bench;
  bench.add_sites(30);
  auto request = bench.request();
  bool enough = false;
  request.progress = [&enough](const csr::Progress& progress) { enough = progress.made >= 1; };
  request.stop = [&enough] { return enough; };
  const auto outcome = bench.make(request);
  CHECK(outcome.interrupted);
  CHECK(outcome.failures.empty());
  CHECK(!outcome.orders.empty());
  CHECK(outcome.orders.size() < 60);
  for (const auto& order : outcome.orders) {
    CHECK(std::filesystem::exists(order.folder / "order.json"));
  }
  const auto rest = bench.make(bench.quick());
  CHECK(rest.orders.size() == 62);
  CHECK(std::ranges::count(rest.orders, Act::unchanged, &csr::OrderOutcome::act) ==
        static_cast<std::ptrdiff_t>(outcome.orders.size()));
}

TEST_CASE("a workspace that cannot be written to is told as such") {
  const Bench bench;
  std::filesystem::create_directory(bench.workspace());
  SECTION("a file in its place") {
    std::filesystem::remove(bench.workspace());
    spill(bench.workspace(), "");
    const auto outcome = csr::make_orders(bench.request());
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().id == "FILE-NOT-A-FOLDER");
  }
  SECTION("read only") {
    std::filesystem::permissions(bench.folder.path(), std::filesystem::perms(0755));
    std::filesystem::permissions(bench.workspace(), std::filesystem::perms(0555));
    CHECK(as_user(65534, [request = bench.request()] {
      const auto outcome = csr::make_orders(request);
      return !outcome && outcome.error().id == "FILE-FOLDER" &&
             outcome.error().kind == ErrorKind::environment;
    }));
    std::filesystem::permissions(bench.workspace(), std::filesystem::perms(0755));
    CHECK(picture_of(bench.workspace()).empty());
  }
  SECTION("full") {
    CHECK(on_small_disk(bench.workspace(), 32768, [&bench, request = bench.request()] {
      auto outcome = csr::make_orders(request);
      const auto temporary = [](const auto& entry) {
        return entry.path().filename().string().starts_with('.') &&
               entry.path().filename() != ".lock";
      };
      return outcome && !outcome->failures.empty() &&
             outcome->failures.back().error.id == "FILE-DISK-FULL" &&
             std::ranges::none_of(std::filesystem::recursive_directory_iterator(bench.workspace()),
                                  temporary);
    }));
  }
  SECTION("in use by another run") {
    const auto lock = files::Lock::acquire(bench.workspace());
    REQUIRE(lock);
    const auto outcome = csr::make_orders(bench.request());
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().id == "FOLDER-LOCKED");
  }
}
