#include "setup.hpp"

using namespace dmp;
using namespace dmp::test;
using install::PlannedFile;

namespace {

std::string quoted(const fs::path& path) { return Rehearsal::quoted(path); }

/// The folder holds what a server needs, in the judgement of openssl.
void check_folder(const fs::path& folder, const fs::path& root, const std::string& purpose,
                  const std::string& passphrase = {}) {
  CAPTURE(folder);
  CHECK(mode_of(folder / "key.pem") == "600");
  for (const auto* name : {"certificate.pem", "fullchain.pem", "chain.pem"}) {
    CHECK(mode_of(folder / name) == "644");
  }
  CHECK(Rehearsal::sh("openssl verify -attime 1795428000 -x509_strict -purpose " + purpose +
                      " -CAfile " + quoted(root) + " -untrusted " +
                      quoted(folder / "fullchain.pem") + " " + quoted(folder / "certificate.pem"))
            .find("OK") != std::string::npos);
  CHECK(Rehearsal::sh("openssl verify -attime 1795428000 -CAfile " + quoted(folder / "chain.pem") +
                      " " + quoted(folder / "certificate.pem"))
            .find("OK") != std::string::npos);
  CHECK(Rehearsal::sh("openssl x509 -noout -pubkey -in " + quoted(folder / "certificate.pem")) ==
        Rehearsal::sh("openssl pkey -pubout -in " + quoted(folder / "key.pem") + " -passin " +
                      Rehearsal::quoted("pass:" + passphrase)));
  const auto blocks = [&](const char* name) {
    return Rehearsal::sh("grep -c BEGIN " + quoted(folder / name));
  };
  CHECK(blocks("fullchain.pem") == "2\n");
  CHECK(blocks("chain.pem") == "2\n");
}

std::vector<PlannedFile::Act> acts(const install::Outcome& outcome) {
  std::vector<PlannedFile::Act> result;
  for (const auto& file : outcome.files) {
    result.push_back(file.act);
  }
  return result;
}

bool all_kept(const install::Outcome& outcome) {
  return !outcome.files.empty() && std::ranges::all_of(outcome.files, [](const auto& file) {
    return file.act == PlannedFile::Act::keep;
  });
}

}  // namespace

TEST_CASE("both certificates of a site find their keys in the workspace and go into place") {
  Bench bench;
  const auto auth = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto sign = bench.issue("sign", "SIGN", bench.order("SIGN"));
  auto request = bench.request({auth, sign});
  request.targets.push_back(pem_at(bench.pem()));
  const auto outcome = done(request);
  CHECK(outcome.accepted);
  CHECK(outcome.changed);
  CHECK(rules(outcome) == Words{});
  CHECK(rules(outcome, Severity::warning) == Words{});
  REQUIRE(outcome.certificates.size() == 2);
  CHECK(outcome.certificates[0].site == "fleyriat");
  CHECK(outcome.certificates[0].key_found);
  CHECK(outcome.certificates[0].key_place == (bench.order_folder("AUTH_CLI") / "key.pem").string());
  CHECK(outcome.certificates[0].chain.size() == 3);

  const auto root = bench.rehearsal.file("root.pem");
  check_folder(bench.pem() / "010000024/AUTH_CLI", root, "sslclient");
  check_folder(bench.pem() / "010000024/SIGN", root, "smimesign");
  CHECK(slurp(bench.pem() / "010000024/SIGN/key.pem") ==
        slurp(bench.order_folder("SIGN") / "key.pem"));

  const auto order = Bench::read_order(bench.order_folder("SIGN"));
  CHECK(order.state == model::OrderState::installed);
  CHECK(order.certificate_sha256 + "  -\n" ==
        Rehearsal::sh("openssl x509 -outform DER -in " + quoted(sign) + " | sha256sum"));
  REQUIRE(order.certificate_ends_on);
  CHECK(format_date(*order.certificate_ends_on) == "2029-11-20");
  REQUIRE(order.history.size() == 2);
  CHECK(order.history[1].by == "claire");
  CHECK(order.history[1].at == Bench::now());
  const auto journal = slurp(bench.workspace() / "journal.jsonl");
  CHECK(std::ranges::count(journal, '\n') == 2);
  CHECK(journal.find("install") != std::string::npos);
  CHECK(journal.find(order.certificate_sha256) != std::string::npos);
}

TEST_CASE("the second run changes nothing and says so") {
  Bench bench;
  const auto key = bench.order("AUTH_CLI");
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", key)});
  const auto store_secret = secret("keystore");
  request.targets.push_back(pem_at(bench.pem()));
  request.targets.push_back(pkcs12_at(bench.place / "store.p12", &store_secret));
  CHECK(done(request).changed);
  const auto before = picture_of(bench.place.path());
  request.now += std::chrono::hours(1);
  const auto again = done(request);
  CHECK_FALSE(again.changed);
  CHECK(all_kept(again));
  CHECK((picture_of(bench.place.path()) == before));
}

TEST_CASE("without another place, the order's own folder is completed and its key left alone") {
  Bench bench;
  const auto key = bench.order("AUTH_CLI", "of the key");
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", key, "", "of the key")});
  // The order's record of a key is no proof: an encrypted one has to be opened before it is
  // installed.
  const auto closed = install::install(request);
  REQUIRE_FALSE(closed);
  CHECK(closed.error().id == "PASSPHRASE-NEEDED");
  const Secret passphrase(as_bytes("of the key"));
  request.passphrase = &passphrase;
  const auto outcome = done(request);
  CHECK(outcome.changed);
  using enum PlannedFile::Act;
  CHECK(acts(outcome) == std::vector{keep, create, create, create, replace});
  check_folder(bench.order_folder("AUTH_CLI"), bench.rehearsal.file("root.pem"), "sslclient",
               "of the key");
  CHECK(slurp(bench.order_folder("AUTH_CLI") / "key.pem") == slurp(key));
  CHECK(all_kept(done(request)));
}

TEST_CASE("the renewed pair is installed beside the old one") {
  Bench bench;
  bench.order("SIGN");
  const auto key = bench.order("SIGN", "", "renewal");
  const auto outcome = done(bench.request({bench.issue("sign", "SIGN", key)}));
  CHECK(outcome.changed);
  CHECK(fs::exists(bench.order_folder("SIGN") / "renewal/certificate.pem"));
  CHECK_FALSE(fs::exists(bench.order_folder("SIGN") / "certificate.pem"));
  CHECK(Bench::read_order(bench.order_folder("SIGN")).state == model::OrderState::ready);
}

TEST_CASE("DER and P7B are as good as PEM") {
  Bench bench;
  const auto pem = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto der = bench.place / "auth.cer";
  Rehearsal::sh("openssl x509 -outform DER -in " + quoted(pem) + " -out " + quoted(der));
  CHECK(done(bench.request({der})).changed);
  CHECK(all_kept(done(bench.request({bench.rehearsal.p7b("auth", pem)}))));
  CHECK(all_kept(done(bench.request({pem, der}))));  // one certificate, delivered twice
}

TEST_CASE("the portal's P12 brings its key, and is wrapped anew") {
  Bench bench;
  const auto key = bench.rehearsal.make_key("portal");
  const auto leaf = bench.issue("portal", "SIGN", key);
  const auto p12 = bench.rehearsal.p12("portal", leaf, key, "of the portal");
  auto request = bench.request({p12});
  const auto passphrase = secret("of the portal");
  const auto store_secret = secret("of the keystore");
  request.passphrase = &passphrase;
  request.targets.push_back(pkcs12_at(bench.place / "stores/sign.p12", &store_secret));
  request.targets.push_back(pem_at(bench.pem()));
  request.trusted.erase(request.trusted.begin() + 1);  // the intermediate is inside the P12

  const auto outcome = done(request);
  CHECK(rules(outcome) == Words{});
  CHECK(outcome.changed);
  CHECK(outcome.certificates[0].key_place == p12.string());
  const auto folder = bench.pem() / "010000024/SIGN";
  check_folder(folder, bench.rehearsal.file("root.pem"), "smimesign", "of the portal");
  CHECK(slurp(folder / "key.pem").starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));

  CHECK(mode_of(request.targets.front().path) == "600");
  const auto shown =
      Rehearsal::sh("openssl pkcs12 -info -nodes -passin 'pass:of the keystore' -in " +
                    quoted(request.targets.front().path));
  CHECK(shown.find("friendlyName: DMP SIGNATURE 1010000024") != std::string::npos);
  CHECK(shown.find("AES-256-CBC") != std::string::npos);
  CHECK(shown.find("BEGIN PRIVATE KEY") != std::string::npos);
  const auto listed = Rehearsal::sh(
      "keytool -list -v -storetype PKCS12 -storepass "
      "'of the keystore' -keystore " +
      quoted(request.targets.front().path));
  CHECK(listed.find("PrivateKeyEntry") != std::string::npos);
  CHECK(listed.find("Certificate chain length: 3") != std::string::npos);

  // Encryption is never twice the same, and yet there is nothing to do.
  CHECK(all_kept(done(request)));
  // In clear when asked, and back.
  request.plain_key = true;
  CHECK(done(request).changed);
  CHECK(slurp(folder / "key.pem").starts_with("-----BEGIN PRIVATE KEY-----"));
  CHECK(mode_of(folder / "key.pem") == "600");
  CHECK(all_kept(done(request)));
  request.plain_key = false;
  CHECK(done(request).changed);
  CHECK(slurp(folder / "key.pem").starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
}

TEST_CASE("a key that was named goes with its certificate") {
  Bench bench;
  const auto key = bench.rehearsal.make_key("named");
  auto request = bench.request({bench.issue("named", "AUTH_CLI", key)});
  request.workspace.reset();
  request.targets.push_back(pem_at(bench.pem()));
  const auto der = bench.place / "key.der";
  Rehearsal::sh("openssl pkey -outform DER -in " + quoted(key) + " -out " + quoted(der));
  request.key_file = source(der);
  CHECK(done(request).changed);
  check_folder(bench.pem() / "010000024/AUTH_CLI", bench.rehearsal.file("root.pem"), "sslclient");
  request.key_file = source(key);
  CHECK(done(request).accepted);
}

TEST_CASE("a key that every user may read is put right, an older pair replaced") {
  Bench bench;
  const auto key = bench.order("AUTH_CLI");
  auto request = bench.request({bench.issue("first", "AUTH_CLI", key)});
  request.targets.push_back(pem_at(bench.pem()));
  CHECK(done(request).changed);
  const auto folder = bench.pem() / "010000024/AUTH_CLI";
  fs::permissions(folder / "key.pem", fs::perms::group_read, fs::perm_options::add);
  CHECK_FALSE(done(request).changed);  // Somebody gave it to that group.
  fs::permissions(folder / "key.pem", fs::perms::others_read, fs::perm_options::add);
  CHECK(done(request).changed);
  CHECK(mode_of(folder / "key.pem") == "600");

  const auto renewed = bench.order("AUTH_CLI", "", "renewal");
  auto next = bench.request({bench.issue("second", "AUTH_CLI", renewed)});
  next.targets.push_back(pem_at(bench.pem()));
  CHECK(done(next).changed);
  check_folder(folder, bench.rehearsal.file("root.pem"), "sslclient");
  CHECK(slurp(folder / "key.pem") == slurp(renewed));
}

TEST_CASE("verification and dry run write nothing; the dry run shows the plan") {
  Bench bench;
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"))});
  request.targets.push_back(pem_at(bench.pem()));
  const auto before = picture_of(bench.place.path());
  request.stage = install::Stage::verify;
  const auto verified = done(request);
  CHECK(verified.accepted);
  CHECK(verified.files.empty());
  request.stage = install::Stage::rehearse;
  const auto planned = done(request);
  CHECK_FALSE(planned.changed);
  CHECK(planned.files.size() == 5);
  CHECK(planned.files[0].path == bench.pem() / "010000024/AUTH_CLI/key.pem");
  CHECK(planned.files[0].mode == 0600);
  CHECK(planned.files[0].act == PlannedFile::Act::create);
  CHECK(install::to_string(planned.files[4].act) == "replace");  // order.json
  CHECK((picture_of(bench.place.path()) == before));
  CHECK_FALSE(fs::exists(bench.workspace() / ".lock"));
}
