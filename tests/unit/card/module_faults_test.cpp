#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <map>

#include "../../card/fake_module.hpp"
#include "dmp/card/module.hpp"
#include "dmp/x509/certificate.hpp"
#include "support/catch.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::card;
using dmp::test::FakeState;
using dmp::test::Rehearsal;
using dmp::test::slurp;

namespace {

/// The module that does what it is told, held loaded beside what the library loads and unloads.
class Fake {
 public:
  Fake() : handle_(::dlopen(DMP_FAKE_MODULE, RTLD_NOW | RTLD_LOCAL)) {
    REQUIRE(handle_ != nullptr);
    state_ = reinterpret_cast<FakeState* (*)()>(::dlsym(handle_, "fake_module_state"))();
    functions_ =
        reinterpret_cast<CK_FUNCTION_LIST* (*)()>(::dlsym(handle_, "fake_module_functions"))();
    *state_ = FakeState();
  }
  Fake(const Fake&) = delete;
  Fake& operator=(const Fake&) = delete;
  ~Fake() {
    // Whatever went wrong, it was put away.
    CHECK(state_->sessions == 0);
    ::dlclose(handle_);
  }
  FakeState* operator->() const { return state_; }
  CK_FUNCTION_LIST& functions() const { return *functions_; }

 private:
  void* handle_;
  FakeState* state_ = nullptr;
  CK_FUNCTION_LIST* functions_ = nullptr;
};

/// The two certificates of a card, made once.
const std::string& der_of(const std::string& kind) {
  static const auto made = [] {
    const Rehearsal rehearsal;
    const auto prefix = rehearsal.work("card").string();
    Rehearsal::sh(DMP_SOURCE_DIR "/tests/support/rehearsal-ca/rehearsal-ca issue-card " +
                  Rehearsal::quoted(rehearsal.file("root.pem").parent_path()) +
                  " --type CPS --card-number 2600971845 --family-name MARTIN --given-names ZOE "
                  "--out-prefix '" +
                  prefix + "'");
    std::map<std::string, std::string> ders;
    for (const std::string one : {"auth", "sign"}) {
      Rehearsal::sh("openssl x509 -outform DER -in " + prefix + "-" + one + ".pem -out " + prefix +
                    ".der");
      ders[one] = slurp(prefix + ".der");
    }
    return ders;
  }();
  return made.at(kind);
}

/// A card with both keys, seen after the login only.
void insert_card(const Fake& fake) {
  fake->label = "CPS3v3-2600971845 (PIN)";
  fake->objects = {{CKO_CERTIFICATE, "aut", der_of("auth")},
                   {CKO_CERTIFICATE, "sig", der_of("sign")},
                   {CKO_PRIVATE_KEY, "aut", "", true},
                   {CKO_PRIVATE_KEY, "sig", "", true}};
}

std::unique_ptr<Card> open() {
  auto card = open_token(DMP_FAKE_MODULE, "");
  REQUIRE(card);
  return std::move(*card);
}

template <typename T>
std::string id_of(const Result<T>& result) {
  return result ? "" : result.error().id;
}
template <typename T>
std::string cause_of(const Result<T>& result) {
  return result || result.error().causes.empty() ? "" : result.error().causes.front();
}

const Secret& right() {
  static const Secret pin(as_bytes("1234"));
  return pin;
}
const auto kMessage = as_bytes("abc");
using Pins = std::vector<std::string>;

}  // namespace

TEST_CASE("keys that are seen after the login only are paired then") {
  const Fake fake;
  insert_card(fake);
  {
    const auto card = open();
    CHECK(card->identity().number == "2600971845");
    CHECK(card->identity().doubts.empty());  // the label has more than the number
    CHECK(id_of(card->sign(kMessage)) == "CARD-PIN-NEEDED");
    REQUIRE(card->verify_pin(&right(), true));
    REQUIRE(card->sign(kMessage));
    REQUIRE(card->sign(kMessage));
    CHECK(fake->pins == Pins{"user:1234"});
    CHECK(fake->signed_data == "abc");
    CHECK(fake->mechanism == CKM_SHA256_RSA_PKCS);
    CHECK(fake->signed_with == "sig");
  }
  CHECK(fake->logouts == 1);
  CHECK(fake->finalised == 1);
}

TEST_CASE("a key that may not sign does not sign") {
  const Fake fake;
  insert_card(fake);
  fake->objects.back().may_sign = false;
  const auto card = open();
  REQUIRE(card->verify_pin(&right(), true));
  CHECK(id_of(card->sign(kMessage)) == "CARD-NO-SIGNATURE-KEY");
  CHECK(fake->mechanism == 0);
}

TEST_CASE("a token that does not hash is given the hash") {
  const Fake fake;
  insert_card(fake);
  fake->hashes = false;
  if (GENERATE(false, true)) {
    fake.functions().C_GetMechanismInfo = nullptr;  // it does not even say so before
  }
  const auto card = open();
  REQUIRE(card->verify_pin(&right(), true));
  REQUIRE(card->sign(kMessage));
  CHECK(fake->mechanism == CKM_RSA_PKCS);
  // FIPS 180-2 appendix B.1 for the hash of "abc"
  CHECK(to_hex(as_bytes(fake->signed_data)) ==
        "3031300d060960864801650304020105000420"
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("the tries are told, and a blocked PIN is not sent") {
  const Fake fake;
  insert_card(fake);
  const auto card = open();
  const Secret wrong(as_bytes("9999"));
  const auto left = [&] {
    const auto told = card->verify_pin(&wrong, true);
    return told ? "" : told.error().args.empty() ? told.error().id : told.error().args[0].value;
  };
  CHECK(left() == "?");
  CHECK_FALSE(card->pin_state()->last_try);
  CHECK(left() == "1");
  CHECK(card->pin_state()->last_try);
  CHECK(card->pin_state()->tries_left == 1);
  CHECK(left() == "CARD-PIN-BLOCKED");
  CHECK(card->pin_state()->blocked);
  CHECK(card->pin_state()->tries_left == 0);
  CHECK(left() == "CARD-PIN-BLOCKED");
  CHECK(fake->pins.size() == 3);
  CHECK(fake->logouts == 3);  // whatever it said, it might have logged in
}

TEST_CASE("a PIN of another length is not sent") {
  const Fake fake;
  insert_card(fake);
  const auto card = open();
  for (const auto* digits : {"", "123", "123456789"}) {
    const Secret pin(as_bytes(digits));
    CHECK(id_of(card->verify_pin(&pin, true)) == "CARD-PIN-FORMAT");
  }
  CHECK(fake->pins.empty());
  fake->max_pin = fake->min_pin = CK_UNAVAILABLE_INFORMATION;
  CHECK(card->pin_state()->min_length == 1);
  CHECK(card->pin_state()->max_length == 255);
  fake->min_pin = 9;
  fake->max_pin = 0;
  CHECK(card->pin_state()->min_length == 9);
  CHECK(card->pin_state()->max_length == 255);
}

TEST_CASE("what the token answers to a PIN is told") {
  const Fake fake;
  insert_card(fake);
  const auto card = open();
  const auto [code, id] = GENERATE(table<unsigned long, std::string>({
      {CKR_PIN_LOCKED, "CARD-PIN-BLOCKED"},
      {CKR_PIN_LEN_RANGE, "CARD-PIN-FORMAT"},
      {CKR_FUNCTION_CANCELED, "CARD-PIN-CANCELLED"},
      {CKR_TOKEN_NOT_PRESENT, "CARD-REMOVED"},
      {CKR_PIN_EXPIRED, "MODULE-FAILED"},
      // The PIN may have been on its way.
      {CKR_DEVICE_REMOVED, "CARD-PIN-UNCERTAIN"},
      {CKR_DEVICE_ERROR, "CARD-PIN-UNCERTAIN"},
      {CKR_GENERAL_ERROR, "CARD-PIN-UNCERTAIN"},
      {CKR_FUNCTION_FAILED, "CARD-PIN-UNCERTAIN"},
      {CKR_USER_ALREADY_LOGGED_IN, ""},
  }));
  fake->login = code;
  CHECK(id_of(card->verify_pin(&right(), true)) == id);
  CHECK(fake->pins.size() == 1);
}

TEST_CASE("a PIN is typed at the reader only where the token has a way for it") {
  const Fake fake;
  insert_card(fake);
  {
    const auto card = open();
    CHECK(id_of(card->verify_pin(nullptr, true)) == "CARD-NO-PINPAD");
  }
  fake->flags = CKF_PROTECTED_AUTHENTICATION_PATH;
  const auto card = open();
  CHECK(card->has_pinpad());
  REQUIRE(card->verify_pin(nullptr, true));
  REQUIRE(card->sign(kMessage));
  CHECK(fake->pins == Pins{"user:-"});
}

TEST_CASE("a key that wants the PIN for each signature gets it") {
  const Fake fake;
  insert_card(fake);
  fake->objects.back().always_asks = true;
  fake->flags = CKF_PROTECTED_AUTHENTICATION_PATH;
  const auto card = open();

  SECTION("typed at the keyboard, once for each") {
    for (int i = 0; i < 2; ++i) {
      CHECK(id_of(card->sign(kMessage)) == "CARD-PIN-NEEDED");
      CHECK_FALSE(card->pin_state()->verified);
      REQUIRE(id_of(card->verify_pin(&right(), true)).empty());
      CHECK(card->pin_state()->verified);
      REQUIRE(id_of(card->sign(kMessage)).empty());
    }
    CHECK(fake->pins == Pins{"user:1234", "context:1234", "context:1234"});
  }
  SECTION("typed at the reader, each time that it is asked for") {
    REQUIRE(card->verify_pin(nullptr, true));
    CHECK(fake->pins == Pins{"user:-"});
    CHECK(id_of(card->sign(kMessage)) == "CARD-PIN-NEEDED");
    REQUIRE(card->verify_pin(nullptr, true));
    REQUIRE(card->sign(kMessage));
    CHECK(fake->pins == Pins{"user:-", "context:-"});
  }
  SECTION("a wrong one gives the signature up") {
    REQUIRE(card->verify_pin(&right(), true));
    REQUIRE(card->sign(kMessage));
    const Secret wrong(as_bytes("9999"));
    CHECK(id_of(card->verify_pin(&wrong, true)) == "CARD-PIN-WRONG");
    CHECK(id_of(card->sign(kMessage)) == "CARD-PIN-NEEDED");
    REQUIRE(id_of(card->verify_pin(&right(), true)).empty());
    REQUIRE(id_of(card->sign(kMessage)).empty());
    CHECK(fake->pins.size() == 4);
  }
}

TEST_CASE("a login that the token forgot is asked for again") {
  const Fake fake;
  insert_card(fake);
  const auto card = open();
  REQUIRE(card->verify_pin(&right(), true));
  fake->forgets_login = true;
  CHECK(id_of(card->sign(kMessage)) == "CARD-PIN-NEEDED");
  CHECK_FALSE(card->pin_state()->verified);
  REQUIRE(card->verify_pin(&right(), true));
  REQUIRE(card->sign(kMessage));
}

TEST_CASE("a card that is pulled out is told at every step") {
  const Fake fake;
  insert_card(fake);
  const auto card = open();
  SECTION("before the PIN") {
    fake->gone = true;
    CHECK(id_of(card->pin_state()) == "CARD-REMOVED");
    CHECK(id_of(card->verify_pin(&right(), true)) == "CARD-REMOVED");
    CHECK(id_of(card->sign(kMessage)) == "CARD-REMOVED");
    CHECK(id_of(open_token(DMP_FAKE_MODULE, "")) == "CARD-NONE");
  }
  SECTION("after the PIN") {
    REQUIRE(card->verify_pin(&right(), true));
    fake->gone = true;
    CHECK(id_of(card->sign(kMessage)) == "CARD-REMOVED");
  }
  SECTION("during the signature") {
    REQUIRE(card->verify_pin(&right(), true));
    fake->sign = GENERATE(CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT, CKR_SESSION_HANDLE_INVALID);
    CHECK(id_of(card->sign(kMessage)) == "CARD-REMOVED");
  }
}

TEST_CASE("what the module refuses is told by its name") {
  const Fake fake;
  insert_card(fake);
  SECTION("a signature") {
    const auto card = open();
    REQUIRE(card->verify_pin(&right(), true));
    const auto [code, name] = GENERATE(table<unsigned long, std::string>(
        {{CKR_DEVICE_ERROR, "CKR_DEVICE_ERROR"}, {0x8000BEEF, "0x8000beef"}, {0x4, "0x4"}}));
    fake->sign = code;
    const auto signature = card->sign(kMessage);
    CHECK(id_of(signature) == "MODULE-FAILED");
    CHECK(cause_of(signature) == name);
    CHECK(signature.error().args == Args{arg("call", "C_Sign")});
    fake->sign = CKR_OK;
    CHECK(card->sign(kMessage));
  }
  SECTION("the start") {
    fake->initialise = CKR_GENERAL_ERROR;
    CHECK(cause_of(list_tokens(DMP_FAKE_MODULE)) == "CKR_GENERAL_ERROR");
    CHECK(fake->finalised == 0);
    fake->initialise = CKR_CRYPTOKI_ALREADY_INITIALIZED;
    CHECK(list_tokens(DMP_FAKE_MODULE));
    CHECK(fake->finalised == 0);  // it is somebody else's
  }
}

TEST_CASE("functions that a module lacks are refused, not called") {
  Fake fake;
  insert_card(fake);
  auto& f = fake.functions();
  const auto without = [&](auto& function) {
    const auto kept = std::exchange(function, nullptr);
    const auto card = open_token(DMP_FAKE_MODULE, "");
    auto result = card ? (*card)->verify_pin(&right(), true) : Status(fail(card.error()));
    if (result) {
      const auto signature = (*card)->sign(kMessage);
      result = signature ? Status() : Status(fail(signature.error()));
    }
    function = kept;
    return result                        ? "fine"
           : result.error().args.empty() ? id_of(result)
                                         : result.error().args[0].value;
  };
  CHECK(without(f.C_Initialize) == "C_Initialize");
  CHECK(without(f.C_Finalize) == "fine");
  CHECK(without(f.C_GetSlotList) == "C_GetSlotList");
  CHECK(without(f.C_GetSlotInfo) == "C_GetSlotInfo");
  CHECK(without(f.C_GetTokenInfo) == "CARD-NONE");
  CHECK(without(f.C_GetMechanismInfo) == "fine");
  CHECK(without(f.C_OpenSession) == "C_OpenSession");
  CHECK(without(f.C_GetSessionInfo) == "fine");
  CHECK(without(f.C_Login) == "C_Login");
  CHECK(without(f.C_FindObjectsInit) == "C_FindObjectsInit");
  CHECK(without(f.C_FindObjects) == "C_FindObjects");
  CHECK(without(f.C_GetAttributeValue) == "CARD-NO-SIGNATURE-KEY");
  CHECK(without(f.C_SignInit) == "C_SignInit");
  CHECK(without(f.C_Sign) == "C_Sign");
  f.version.major = 1;
  CHECK(id_of(list_tokens(DMP_FAKE_MODULE)) == "MODULE-NOT-PKCS11");
}

TEST_CASE("lengths that make no sense are not believed") {
  const Fake fake;
  insert_card(fake);
  SECTION("of a certificate") {
    fake->objects[1].length =
        GENERATE(CK_UNAVAILABLE_INFORMATION, 65537UL, 1UL << 40U, 65536UL, 10UL);
    const auto card = open();
    CHECK_FALSE(card->signature());
    CHECK(card->identity().number == "2600971845");
    CHECK(card->identity().doubts == std::vector<std::string>{"card.doubt.certificate"});
  }
  SECTION("of a certificate that is rubbish") {
    fake->objects[1].value = GENERATE("", "0\x82", "words");
    CHECK(open()->identity().doubts == std::vector<std::string>{"card.doubt.certificate"});
  }
  SECTION("of a signature") {
    const auto card = open();
    REQUIRE(card->verify_pin(&right(), true));
    fake->signature_size = GENERATE(CK_UNAVAILABLE_INFORMATION, 100000UL);
    CHECK(id_of(card->sign(kMessage)) == "MODULE-FAILED");
  }
  SECTION("of the list of slots") {
    fake->slot_count = GENERATE(CK_UNAVAILABLE_INFORMATION, 100000UL);
    const auto tokens = list_tokens(DMP_FAKE_MODULE);
    REQUIRE(tokens);
    CHECK(tokens->size() == 256);
    fake->slot_count = 0;
    CHECK(list_tokens(DMP_FAKE_MODULE)->empty());
  }
  SECTION("of the list of objects") {
    fake->objects.assign(1000, fake->objects[1]);
    CHECK(open()->signature());
  }
}

TEST_CASE("labels are read whatever is in them") {
  const Fake fake;
  const auto [label, shown] = GENERATE(table<std::string, std::string>({
      {std::string("NUL\0after it", 12), "NUL"},
      {"Carte d\xE9tach\xE9"
       "e",
       "Carte détachée"},
      {"Carte détachée", "Carte détachée"},
      {"a\x1B[31mb\nc", "a?[31mb?c"},
      {"thirty-one characters, then \x63\xC3\xA9\xC3\xA9", "thirty-one characters, then cé"},
      {"                                ", ""},
  }));
  fake->label = label;
  fake->description = label;
  const auto tokens = list_tokens(DMP_FAKE_MODULE);
  REQUIRE(tokens);
  CHECK(tokens->at(0).label == shown);
  CHECK(tokens->at(0).present);
}
