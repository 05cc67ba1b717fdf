#include <cstdlib>

#include "dmp/card/module.hpp"
#include "dmp/base/text.hpp"
#include "support/catch.hpp"
#include "support/rehearsal.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace dmp;
using namespace dmp::card;
using dmp::test::Rehearsal;
using dmp::test::slurp;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

std::string soft_hsm_module() {
  for (const auto* path :
       {"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"}) {
    if (std::filesystem::exists(path)) {
      return path;
    }
  }
  return {};
}

/// SoftHSM's tokens in a folder of their own, filled by the programs of SoftHSM and OpenSC.
class SoftHsm {
 public:
  explicit SoftHsm(const std::string& more = {}) : module_(soft_hsm_module()) {
    std::filesystem::create_directory(folder_ / "tokens");
    spill(folder_ / "softhsm2.conf", "directories.tokendir = " + (folder_ / "tokens").string() +
                                         "\nobjectstore.backend = file\nlog.level = ERROR\n" +
                                         more + "\n");
    ::setenv("SOFTHSM2_CONF", (folder_ / "softhsm2.conf").c_str(), 1);
  }

  void token(const std::string& label) {
    Rehearsal::sh("softhsm2-util --init-token --free --label '" + label +
                  "' --so-pin 12345678 --pin 4321");
  }
  void key(const std::string& label, const std::string& id, const std::filesystem::path& pem) {
    Rehearsal::sh("softhsm2-util --import " + Rehearsal::quoted(pem) + " --token '" + label +
                  "' --label key-" + id + " --id " + id + " --pin 4321");
  }
  void certificate(const std::string& label, const std::string& id,
                   const std::filesystem::path& pem) {
    const auto der = folder_ / "certificate.der";
    Rehearsal::sh("openssl x509 -in " + Rehearsal::quoted(pem) + " -outform DER -out " +
                  Rehearsal::quoted(der));
    Rehearsal::sh("pkcs11-tool --module " + module_ + " --token-label '" + label +
                  "' --login --pin 4321 --write-object " + Rehearsal::quoted(der) +
                  " --type cert --label certificate-" + id + " --id " + id);
  }
  [[nodiscard]] const std::string& module() const { return module_; }

 private:
  TemporaryFolder folder_;
  std::string module_;
};

/// Makes a card's keys and certificates: PREFIX-auth.key, -auth.pem, -sign.key, -sign.pem.
std::string issue_card(const Rehearsal& rehearsal, const std::string& name,
                       const std::string& number = "2600971845", const std::string& more = {}) {
  const auto prefix = rehearsal.work(name).string();
  Rehearsal::sh(DMP_SOURCE_DIR "/tests/support/rehearsal-ca/rehearsal-ca issue-card " +
                Rehearsal::quoted(rehearsal.file("root.pem").parent_path()) +
                " --type CPA --card-number " + number +
                " --family-name MARTIN --given-names ZOÉ --finess 010780054 --structure-name "
                "'CENTRE HOSPITALIER' --department 01 --out-prefix '" +
                prefix + "' " + more);
  return prefix;
}

Secret pin(const std::string& digits) { return Secret(as_bytes(digits)); }

std::string id_of(const Status& status) { return status ? "" : status.error().id; }
template <typename T>
std::string id_of(const Result<T>& result) {
  return result ? "" : result.error().id;
}
template <typename T>
std::string arg_of(const Result<T>& result, const std::string& name) {
  if (!result) {
    for (const auto& one : result.error().args) {
      if (one.name == name) {
        return one.value;
      }
    }
  }
  return "none";
}

/// Whether the openssl program accepts a signature over the message with a certificate's key.
bool accepted(const Rehearsal& rehearsal, const std::string& certificate, ByteView message,
              const Bytes& signature) {
  const auto at = [&](const char* name) { return Rehearsal::quoted(rehearsal.work(name)); };
  spill(rehearsal.work("message"), std::string(as_text(message)));
  spill(rehearsal.work("signature"), std::string(as_text(signature)));
  Rehearsal::sh("openssl x509 -in '" + certificate + "' -noout -pubkey -out " + at("public.pem"));
  return test::run("openssl dgst -sha256 -verify " + at("public.pem") + " -signature " +
                   at("signature") + " " + at("message")) == 0;
}

#define NEEDS_SOFT_HSM()                           \
  if (soft_hsm_module().empty()) {                 \
    WARN("skipped: SoftHSM's module is not here"); \
    return;                                        \
  }

}  // namespace

TEST_CASE("a CPx card behind a module tells who it is, and signs") {
  NEEDS_SOFT_HSM()
  // What the token does not do by itself is done here, with the same result.
  const std::string more = GENERATE("", "slots.mechanisms = CKM_RSA_PKCS");
  const Rehearsal rehearsal;
  SoftHsm hsm(more);
  const auto prefix = issue_card(rehearsal, "card");
  const auto mechanisms = Rehearsal::sh("pkcs11-tool --module " + hsm.module() + " -M");
  CHECK((mechanisms.find("SHA256-RSA-PKCS,") == mechanisms.npos) == !more.empty());
  hsm.token("CPS3v3-2600971845");
  hsm.certificate("CPS3v3-2600971845", "02", prefix + "-auth.pem");
  hsm.certificate("CPS3v3-2600971845", "01", prefix + "-sign.pem");
  hsm.key("CPS3v3-2600971845", "02", prefix + "-auth.key");
  hsm.key("CPS3v3-2600971845", "01", prefix + "-sign.key");
  const auto message = as_bytes("to be signed");

  auto opened = open_token(hsm.module(), "");
  REQUIRE(id_of(opened).empty());
  auto& card = **opened;
  CHECK(card.place() == "CPS3v3-2600971845");
  const auto& identity = card.identity();
  CHECK(identity.generation == model::CardGeneration::cps3);
  CHECK(identity.number == "2600971845");
  CHECK(identity.types == std::vector{model::CardType::cpa, model::CardType::cda});
  CHECK(identity.family_name == "MARTIN");
  CHECK(identity.given_names == "ZOÉ");
  CHECK(identity.environment == model::Environment::rehearsal);
  CHECK(identity.ends_at.has_value());
  CHECK(identity.doubts.empty());
  REQUIRE(card.signature());
  REQUIRE(card.authentication());
  CHECK(card.signature()->pem() == slurp(prefix + "-sign.pem"));
  CHECK(card.authentication()->pem() == slurp(prefix + "-auth.pem"));

  auto state = card.pin_state();
  REQUIRE(state);
  CHECK_FALSE(state->verified);
  CHECK_FALSE(state->blocked);
  CHECK_FALSE(state->last_try);
  CHECK_FALSE(state->tries_left);
  CHECK_FALSE(card.has_pinpad());
  CHECK(id_of(card.sign(message)) == "CARD-PIN-NEEDED");
  CHECK(id_of(card.verify_pin(nullptr, true)) == "CARD-NO-PINPAD");

  const auto too_short = pin("1");
  const auto refused = card.verify_pin(&too_short, true);
  CHECK(id_of(refused) == "CARD-PIN-FORMAT");
  CHECK(arg_of(refused, "min") == std::to_string(state->min_length));
  const auto wrong = pin("9999");
  const auto denied = card.verify_pin(&wrong, true);
  CHECK(id_of(denied) == "CARD-PIN-WRONG");
  CHECK(denied.error().kind == ErrorKind::secret);
  CHECK(arg_of(denied, "left") == "?");

  const auto right = pin("4321");
  REQUIRE(id_of(card.verify_pin(&right, true)).empty());
  CHECK(card.pin_state()->verified);
  CHECK(id_of(card.verify_pin(&right, true)).empty());
  for (int i = 0; i < 3; ++i) {
    const auto signature = card.sign(message);
    REQUIRE(id_of(signature).empty());
    CHECK(accepted(rehearsal, prefix + "-sign.pem", message, *signature));
    CHECK_FALSE(accepted(rehearsal, prefix + "-auth.pem", message, *signature));
  }

  // Nobody inherits the login.
  opened->reset();
  opened = open_token(hsm.module(), "CPS3v3-2600971845");
  REQUIRE(opened);
  CHECK_FALSE((*opened)->pin_state()->verified);
  CHECK(id_of((*opened)->sign(message)) == "CARD-PIN-NEEDED");
}

TEST_CASE("the authentication key of a CPx card signs nothing") {
  NEEDS_SOFT_HSM()
  const Rehearsal rehearsal;
  SoftHsm hsm;
  const auto prefix = issue_card(rehearsal, "card");
  hsm.token("card");
  hsm.certificate("card", "02", prefix + "-auth.pem");
  hsm.key("card", "02", prefix + "-auth.key");
  const auto right = pin("4321");

  SECTION("where there is no other certificate") {
    const auto card = open_token(hsm.module(), "card");
    REQUIRE(card);
    CHECK_FALSE((*card)->signature());
    CHECK((*card)->authentication());
    CHECK((*card)->identity().number == "2600971845");
    CHECK((*card)->identity().generation == model::CardGeneration::other);
    REQUIRE((*card)->verify_pin(&right, true));
    CHECK(id_of((*card)->sign(as_bytes("x"))) == "CARD-NO-SIGNATURE-KEY");
  }
  SECTION("where it has the identifier of the signature certificate") {
    hsm.certificate("card", "02", prefix + "-sign.pem");
    const auto card = open_token(hsm.module(), "card");
    REQUIRE(card);
    CHECK((*card)->signature());
    REQUIRE((*card)->verify_pin(&right, true));
    CHECK(id_of((*card)->sign(as_bytes("x"))) == "CARD-NO-SIGNATURE-KEY");
  }
}

TEST_CASE("of two signature certificates the one with a key is taken, then the later one") {
  NEEDS_SOFT_HSM()
  const Rehearsal rehearsal;
  SoftHsm hsm;
  const auto old = issue_card(rehearsal, "old", "2600971845", "--days-from-start 100");
  const auto young = issue_card(rehearsal, "young");
  hsm.token("CPS3v3-2600971846");  // and not the number of the certificates
  hsm.certificate("CPS3v3-2600971846", "01", old + "-sign.pem");
  hsm.certificate("CPS3v3-2600971846", "02", young + "-sign.pem");
  using Doubts = std::vector<std::string>;
  {
    const auto card = open_token(hsm.module(), "");
    REQUIRE(card);
    CHECK((*card)->signature()->pem() == slurp(young + "-sign.pem"));
    CHECK((*card)->identity().doubts ==
          Doubts{"card.doubt.number", "card.doubt.several-signatures"});
  }
  hsm.key("CPS3v3-2600971846", "01", old + "-sign.key");
  const auto card = open_token(hsm.module(), "");
  REQUIRE(card);
  CHECK((*card)->signature()->pem() == slurp(old + "-sign.pem"));
  CHECK((*card)->identity().doubts == Doubts{"card.doubt.number"});
}

TEST_CASE("a token that is no CPx card signs with a key that may") {
  NEEDS_SOFT_HSM()
  Rehearsal rehearsal;
  SoftHsm hsm;
  const auto key = rehearsal.make_key("auth");
  const auto certificate = rehearsal.issue("auth", "AUTH_CLI", key);
  hsm.token("hsm");
  hsm.certificate("hsm", "0a", certificate);
  hsm.certificate("hsm", "0b", rehearsal.file("root.pem"));
  hsm.key("hsm", "0a", key);
  const auto card = open_token(hsm.module(), "");
  REQUIRE(card);
  CHECK((*card)->identity().generation == model::CardGeneration::other);
  CHECK((*card)->identity().number.empty());
  REQUIRE((*card)->signature());
  CHECK_FALSE((*card)->authentication());
  const auto right = pin("4321");
  REQUIRE((*card)->verify_pin(&right, true));
  const auto message = as_bytes("to be signed");
  const auto signature = (*card)->sign(message);
  REQUIRE(id_of(signature).empty());
  CHECK(accepted(rehearsal, certificate, message, *signature));
}

TEST_CASE("a token is chosen by its label or its slot") {
  NEEDS_SOFT_HSM()
  SoftHsm hsm;
  CHECK(id_of(open_token(hsm.module(), "")) == "CARD-NONE");
  CHECK(id_of(open_token(hsm.module(), "Élise")) == "CARD-NONE");
  hsm.token("Élise");
  hsm.token("Paul");

  const auto tokens = list_tokens(hsm.module());
  REQUIRE(tokens);
  REQUIRE(tokens->size() == 3);  // SoftHSM keeps a slot free
  std::vector<std::string> labels;
  for (const auto& token : *tokens) {
    CHECK(token.present == !token.label.empty());
    CHECK(token.reader.starts_with("SoftHSM slot ID 0x"));
    if (token.present) {
      labels.push_back(token.label);
      CHECK((*open_token(hsm.module(), token.label))->place() == token.label);
      CHECK((*open_token(hsm.module(), token.reader))->place() == token.label);
    }
  }
  std::ranges::sort(labels);
  CHECK(labels == std::vector<std::string>{"Paul", "Élise"});

  const auto several = open_token(hsm.module(), "");
  CHECK(id_of(several) == "CARD-SEVERAL");
  CHECK(several.error().kind == ErrorKind::usage);
  CHECK_THAT(arg_of(several, "names"), ContainsSubstring("Paul") && ContainsSubstring("Élise"));
  const auto unknown = open_token(hsm.module(), "Anne");
  CHECK(id_of(unknown) == "CARD-UNKNOWN-READER");
  CHECK(arg_of(unknown, "name") == "Anne");
  hsm.token("Paul");
  const auto twins = open_token(hsm.module(), "Paul");
  CHECK(id_of(twins) == "CARD-SEVERAL");
  CHECK_THAT(arg_of(twins, "names"), ContainsSubstring(", SoftHSM slot ID 0x"));
}

TEST_CASE("what is no module is refused") {
  const TemporaryFolder folder;
  spill(folder / "text.so", "just words\n");
  Rehearsal::sh("mkfifo " + Rehearsal::quoted(folder / "pipe.so"));
  for (const auto& path : {folder / "text.so", folder / "pipe.so", folder / "absent.so",
                           folder.path(), std::filesystem::path("libm.so.6")}) {
    const auto listed = list_tokens(path);
    CAPTURE(path);
    CHECK(id_of(listed) == "MODULE-UNREADABLE");
    CHECK(listed.error().kind == ErrorKind::environment);
    CHECK(arg_of(listed, "path") == path.string());
    CHECK_FALSE(listed.error().causes.at(0).empty());
    CHECK(id_of(open_token(path, "")) == "MODULE-UNREADABLE");
  }
  for (const auto* library :
       {"/lib/x86_64-linux-gnu/libm.so.6", "/lib/aarch64-linux-gnu/libm.so.6"}) {
    if (std::filesystem::exists(library)) {
      CHECK(id_of(list_tokens(library)) == "MODULE-NOT-PKCS11");
    }
  }
}
