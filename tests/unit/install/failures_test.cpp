#include "setup.hpp"
#include "support/as_user.hpp"

using namespace dmp;
using namespace dmp::test;

TEST_CASE("one refused certificate keeps the whole delivery out") {
  Bench bench;
  const auto auth = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto sign = bench.issue("sign", "SIGN", bench.rehearsal.make_key("stranger"));
  auto request = bench.request({auth, sign});
  request.targets.push_back(pem_at(bench.pem()));
  const auto before = picture_of(bench.place.path());
  const auto outcome = done(request);
  CHECK_FALSE(outcome.accepted);
  CHECK_FALSE(outcome.changed);
  CHECK(outcome.files.empty());
  CHECK(outcome.certificates[0].accepted());
  CHECK_FALSE(outcome.certificates[1].accepted());
  CHECK((picture_of(bench.place.path()) == before));
}

TEST_CASE("when the second folder cannot be made, nothing of the first one stays") {
  Bench bench;
  const auto auth = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto sign = bench.issue("sign", "SIGN", bench.order("SIGN"));
  auto request = bench.request({auth, sign});
  request.targets.push_back(pem_at(bench.pem()));
  fs::create_directories(bench.pem() / "010000024");
  spill(bench.pem() / "010000024/SIGN", "a file in the way");
  const auto before = picture_of(bench.place.path());
  CHECK(failure(request) != "");
  CHECK((picture_of(bench.place.path()) == before));
}

TEST_CASE("a folder that may not be written to, or is full, is left as it was") {
  Bench bench;
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"))});
  request.targets.push_back(pem_at(bench.pem()));
  fs::create_directory(bench.pem());
  const auto before = picture_of(bench.place.path());
  request.workspace.reset();
  request.key_file = source(bench.order_folder("AUTH_CLI") / "key.pem");
  fs::permissions(bench.place.path(),
                  fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(bench.pem(), fs::perms::owner_read | fs::perms::owner_exec |
                                   fs::perms::others_read | fs::perms::others_exec);
  CHECK(as_user(65534, [&] { return failure(request) == "FILE-FOLDER"; }));
  CHECK((picture_of(bench.place.path()) == before));
  CHECK(on_small_disk(bench.pem().string(), 8192, [&] {
    return failure(request) == "FILE-DISK-FULL" && fs::is_empty(bench.pem());
  }));
}

TEST_CASE("secrets: the wrong one and the missing one are told apart") {
  Bench bench;
  const auto key = bench.rehearsal.make_key("portal");
  const auto leaf = bench.issue("portal", "SIGN", key);
  auto request = bench.request({bench.rehearsal.p12("portal", leaf, key, "of the portal")});
  request.targets.push_back(pem_at(bench.pem()));
  CHECK(failure(request) == "PASSPHRASE-NEEDED");
  const auto wrong = secret("of another portal");
  request.passphrase = &wrong;
  const auto refused = install::install(request);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().id == "PASSPHRASE-WRONG");
  CHECK(refused.error().kind == ErrorKind::secret);
  CHECK_FALSE(fs::exists(bench.pem()));
}

TEST_CASE("a keystore needs the key in clear and a passphrase of its own") {
  Bench bench;
  const auto key = bench.order("AUTH_CLI", "of the key");
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", key, "", "of the key")});
  request.targets.push_back(pkcs12_at(bench.place / "store.p12", nullptr));
  CHECK(failure(request) == "PASSPHRASE-NEEDED");
  const auto wrong = secret("of no key");
  request.passphrase = &wrong;
  CHECK(failure(request) == "PASSPHRASE-WRONG");
  const auto right = secret("of the key");
  request.passphrase = &right;
  CHECK(failure(request) == "INSTALL-PKCS12-PASSPHRASE");
  CHECK_FALSE(fs::exists(bench.place / "store.p12"));
  CHECK_FALSE(fs::exists(bench.order_folder("AUTH_CLI") / "certificate.pem"));
  const auto store_secret = secret("of the keystore");
  request.targets.front().passphrase = &store_secret;
  CHECK(done(request).changed);
}

TEST_CASE("what cannot go anywhere, or twice to one place, is refused before anything is written") {
  Bench bench;
  const auto auth = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto sign = bench.issue("sign", "SIGN", bench.order("SIGN"));
  const auto store_secret = secret("of the keystore");
  auto both = bench.request({auth, sign});
  both.targets.push_back(pkcs12_at(bench.place / "store.p12", &store_secret));
  CHECK(failure(both) == "INSTALL-COLLISION");
  CHECK_FALSE(fs::exists(bench.order_folder("AUTH_CLI") / "certificate.pem"));

  auto homeless = bench.request({auth});
  homeless.workspace.reset();
  homeless.key_file = source(bench.order_folder("AUTH_CLI") / "key.pem");
  CHECK(failure(homeless) == "INSTALL-NO-TARGET");
}

TEST_CASE("files that are no delivered certificate are refused whole") {
  Bench bench;
  const auto key = bench.order("AUTH_CLI");
  const auto leaf = bench.issue("auth", "AUTH_CLI", key);
  const auto pem = slurp(leaf);
  spill(bench.place / "cut.pem", pem.substr(0, pem.size() / 2));
  spill(bench.place / "empty.pem", "");
  spill(bench.place / "junk.pem", "junk");
  spill(bench.place / "half.pem",
        pem + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
  const auto id = [&](const fs::path& path) { return failure(bench.request({path})); };
  CHECK(id(bench.place / "empty.pem") == "CONTAINER-EMPTY");
  CHECK(id(bench.place / "junk.pem") == "CONTAINER-UNKNOWN");
  CHECK(id(bench.place / "half.pem") == "CERTIFICATE-UNREADABLE");
  CHECK(id(bench.place / "cut.pem") != "");
  CHECK(id(key) == "CONTAINER-IS-KEY");
  CHECK(id(bench.rehearsal.work("auth.csr")) == "CONTAINER-IS-REQUEST");
  CHECK(id(bench.rehearsal.file("intermediate.pem")) == "INSTALL-NO-LEAF");
  auto request = bench.request({leaf});
  request.key_file = source(leaf);
  CHECK(failure(request) == "KEY-IS-CERTIFICATE");
}

TEST_CASE("a damaged order matters only to the certificate that finds no other key") {
  Bench bench;
  const auto auth = bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"));
  const auto sign = bench.issue("sign", "SIGN", bench.order("SIGN"));
  spill(bench.order_folder("SIGN") / "order.json", "{");
  CHECK(done(bench.request({auth})).changed);
  CHECK(failure(bench.request({sign})) == "ORDER-DAMAGED");
}

TEST_CASE("an interruption comes before the first byte or not at all") {
  Bench bench;
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"))});
  request.stop = [] { return true; };
  const auto before = picture_of(bench.place.path());
  const auto outcome = done(request);
  CHECK(outcome.interrupted);
  CHECK_FALSE(outcome.changed);
  CHECK((picture_of(bench.place.path()) == before));
}

TEST_CASE("two runs in one workspace do not meet") {
  Bench bench;
  auto request = bench.request({bench.issue("auth", "AUTH_CLI", bench.order("AUTH_CLI"))});
  Rehearsal::sh("touch " + Rehearsal::quoted(bench.workspace() / ".lock"));
  std::string id;
  request.stop = [&] {
    auto inner = bench.request({bench.rehearsal.work("auth.pem")});
    id = failure(inner);
    return false;
  };
  CHECK(done(request).changed);
  CHECK(id == "FOLDER-LOCKED");
}
