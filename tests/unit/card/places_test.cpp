#include <string>

#include "dmp/card/cpx.hpp"
#include "dmp/card/detail/directory.hpp"
#include "dmp/card/signer.hpp"
#include "dmp/x509/digest.hpp"
#include "unit/card/scripted_cpx.hpp"

// Where on a card keys and PIN are, as its directories say, and where the current directory is when
// they are used.
using namespace dmp;
using namespace dmp::card;
using namespace dmp::test;

namespace {

/// An element in hexadecimal; lengths below 128 and those of two bytes are all that is needed.
std::string tlv(const std::string& tag, const std::string& content) {
  const auto size = content.size() / 2;
  return tag +
         (size < 0x80 ? hex_byte(size) : "82" + hex_byte(size >> 8U) + hex_byte(size & 0xFFU)) +
         content;
}

std::string path(const std::string& name) { return tlv("30", tlv("04", name)); }

/// An entry of EF.PrKD (ISO 7816-15): label, identifier and reference, where it is.
std::string key(const std::string& id, const std::string& reference, const std::string& folder) {
  return tlv("30", tlv("30", tlv("0C", "4B")) +
                       tlv("30", tlv("04", id) + "03020640" + tlv("02", reference)) +
                       tlv("A1", tlv("30", path(folder) + "02020800")));
}

std::string certificate(const std::string& id, const std::string& file) {
  return tlv("30", tlv("30", tlv("0C", "43")) + tlv("30", tlv("04", id)) +
                       tlv("A1", tlv("30", path(file))));
}

/// An entry of EF.AOD: the PIN's flags and type, its lengths, and what it is padded with.
std::string pin_entry(const std::string& flags, const std::string& type, const std::string& lengths,
                      const std::string& filling = "") {
  std::string numbers;
  for (std::size_t at = 0; at < lengths.size(); at += 2) {
    numbers += tlv("02", lengths.substr(at, 2));
  }
  return tlv("30",
             tlv("30", tlv("0C", "50")) + tlv("30", tlv("04", "01")) +
                 tlv("A1", tlv("30", flags + tlv("0A", type) + numbers + "800101" + filling)));
}

constexpr auto kPlain = "03020388";   // local, initialised
constexpr auto kPadded = "0302028C";  // and needs-padding

/// A CPS3 with directories: EF.ODF, EF.CD, EF.PrKD, EF.AOD.
Steps cps3_with(Bench& bench, const std::string& keys, const std::string& pins = "") {
  Steps steps;
  read_file(steps, "3F00D003", kSerial);
  read_file(steps, "3F002F01", "804301B84703940180");
  read_file(steps, "3F0000015031",
            tlv("A0", path("7002")) + tlv("A4", path("7005")) + tlv("A8", path("7001")));
  read_file(steps, "3F0000017005", certificate("AA01", "A001") + certificate("AA02", "A002"));
  read_file(steps, "3F000001A001", bench.der("sign"));
  read_file(steps, "3F000001A002", bench.der("auth"));
  read_file(steps, "3F0000017002", keys);
  if (pins.empty()) {
    select_nothing(steps, "3F0000017001");
  } else {
    read_file(steps, "3F0000017001", pins);
  }
  select_nothing(steps, "3F0000015032");
  select_nothing(steps, "3F00D010");
  return steps;
}

/// The steps of one signature after `select`, whose MSE names that key.
void sign(Bench& bench, const std::string& reference, const std::string& message) {
  bench.steps().push_back({"002241B6 06 800142 8401" + reference, "9000"});
  bench.steps().push_back({"002A9E9A 20 " + to_hex(x509::sha256(as_bytes(message))), "6100"});
  bench.steps().push_back({"00C0000000", bench.signature(message) + "9000"});
}

bool doubts(const Card& card, std::string_view id) {
  return std::ranges::count(card.identity().doubts, id) != 0;
}

constexpr auto kMessage = "what is signed";

}  // namespace

TEST_CASE("a PIN of digits is known in every coding in which its bytes are the typed ones") {
  struct Case {
    const char* flags;
    const char* type;
    const char* lengths;
    bool known;
  };
  const auto one =
      GENERATE(Case{kPlain, "01", "040404", true}, Case{kPlain, "02", "040404", true},
               Case{kPadded, "01", "040404", true}, Case{kPadded, "02", "040404", true},
               Case{kPlain, "02", "040408", true}, Case{kPadded, "01", "040808", false},
               Case{kPadded, "01", "040408", false}, Case{kPadded, "02", "040804", false},
               Case{kPlain, "00", "040404", false}, Case{kPlain, "03", "040404", false},
               Case{kPlain, "04", "040404", false}, Case{kPadded, "01", "0404", true},
               Case{kPadded, "01", "0408", false});
  CAPTURE(one.flags, one.type, one.lengths);
  const auto file = from_hex(pin_entry(one.flags, one.type, one.lengths));
  const auto entry = card::detail::read_pin_entry(file);
  REQUIRE(entry);
  CHECK(entry->reference == 1);
  CHECK(entry->length.min == 4);
  CHECK(entry->is_plain_digits == one.known);
}

TEST_CASE("a PIN of several lengths is padded with the byte that the card names, or not at all") {
  struct Case {
    const char* lengths;
    const char* filling;
    std::size_t size;
  };
  const auto one =
      GENERATE(Case{"040808", "0401FF", 8}, Case{"040608", "0401FF", 0}, Case{"0408", "040100", 8},
               Case{"040808", "0402FFFF", 0}, Case{"040808", "", 0}, Case{"041106", "0401FF", 0});
  CAPTURE(one.lengths, one.filling);
  const auto file = from_hex(pin_entry(kPadded, "01", one.lengths, one.filling));
  const auto entry = card::detail::read_pin_entry(file);
  REQUIRE(entry);
  CHECK(entry->is_plain_digits == (one.size > 0));
  CHECK(entry->padding.size == one.size);

  // One of a single length is never padded, whatever the card says.
  const auto plain = from_hex(pin_entry(kPadded, "01", "040404", "0401FF"));
  CHECK(card::detail::read_pin_entry(plain)->padding.size == 0);
}

TEST_CASE("what was typed is sent with its padding; at a reader's own keys nothing is") {
  Bench bench;
  bench.steps() = cps3_with(bench, key("AA01", "0081", "3F000001"),
                            pin_entry(kPadded, "01", "040808", "0401FF"));
  const auto card = bench.open();
  CHECK(id_of(card->verify_pin(nullptr, true)) == "CARD-PIN-CODING");
  hold(bench.steps());
  bench.steps().push_back({"00200001 00", "63C3"});
  bench.steps().push_back({"00200001 08 3132333435FFFFFF", "9000"});
  const auto right = pin("12345");
  CHECK(card->verify_pin(&right, true));
  bench.done();
}

TEST_CASE(
    "a card with a UTF-8 PIN that is padded to its only length takes the digits as they are") {
  Bench bench;
  bench.steps() =
      cps3_with(bench, key("AA01", "0081", "3F000001"), pin_entry(kPadded, "02", "040404"));
  const auto card = bench.open();
  hold(bench.steps());
  bench.steps().push_back({"00200001 00", "63C3"});
  bench.steps().push_back({"00200001 04 31323334", "9000"});
  const auto right = pin("1234");
  CHECK(card->verify_pin(&right, true));
  bench.done();
}

TEST_CASE("the key is the one with the certificate's identifier, where its directory says") {
  Bench bench;
  const auto other = key("AA02", "0082", "3F000001");
  SECTION("among others, in any order") {
    bench.steps() = cps3_with(bench, GENERATE_COPY(other + key("AA01", "0085", "3F000001"),
                                                   key("AA01", "0085", "3F000001") + other));
    const auto card = bench.open();
    CHECK_FALSE(doubts(*card, "card.doubt.key"));
    hold(bench.steps());
    sign(bench, "85", kMessage);
    CHECK(card->sign(as_bytes(kMessage)));
  }
  SECTION("none: another one's reference is not taken, and that is told") {
    bench.steps() = cps3_with(bench, other + key("AA03", "0085", "3F000002"));
    const auto card = bench.open();
    CHECK(doubts(*card, "card.doubt.key"));
    hold(bench.steps());
    sign(bench, "81", kMessage);
    CHECK(card->sign(as_bytes(kMessage)));
  }
  SECTION("in another directory, which is chosen after the PIN") {
    const std::string folder = GENERATE("3F000100", "3F0000010100");
    // A path without the master file counts from the application.
    bench.steps() = cps3_with(
        bench, key("AA01", "81", folder == "3F0000010100" ? std::string("0100") : folder));
    const auto card = bench.open();
    hold(bench.steps());
    bench.steps().push_back({"00200001 00", "63C3"});
    bench.steps().push_back({"00200001 04 31323334", "9000"});
    const auto right = pin("1234");
    REQUIRE(card->verify_pin(&right, true));
    bench.steps().push_back({"00A4090C" + hex_byte(folder.size() / 2) + folder, "9000"});
    sign(bench, "81", kMessage);
    CHECK(card->sign(as_bytes(kMessage)));
    // It is still there for the next signature.
    sign(bench, "81", kMessage);
    CHECK(card->sign(as_bytes(kMessage)));
  }
  SECTION("in a directory that does not exist: then in the application") {
    bench.steps() = cps3_with(bench, key("AA01", "81", "3F000100"));
    const auto card = bench.open();
    for (int i = 0; i < 2; ++i) {
      hold(bench.steps());
      if (i == 0) {
        bench.steps().push_back({"00A4090C043F000100", "6A82"});
        bench.steps().push_back({"00A4090C043F000001", "9000"});
      }
      sign(bench, "81", kMessage);
      CHECK(card->sign(as_bytes(kMessage)));
    }
  }
  bench.done();
}

TEST_CASE("no PIN goes to a card that does not let its application be chosen") {
  Bench bench;
  const auto card = bench.open();
  read_file(bench.steps(), "3F00D003", kSerial);
  bench.steps().push_back({"00A4090C043F000001", "6A82"});
  const auto right = pin("1234");
  CHECK(id_of(card->verify_pin(&right, true)) == "CARD-NO-APPLICATION");
  bench.done();
}

TEST_CASE("files have their size in FCI templates, too") {
  Bench bench;
  for (auto& step : bench.steps()) {
    if (step.command == "00C0000006") {
      step.answer.replace(0, 2, "6F");
    }
  }
  const auto card = bench.open();  // by exactly the same reads
  CHECK(card->signature());
  bench.done();
}

TEST_CASE("a record of updates that is there and empty is a doubt") {
  Bench bench;
  auto& steps = bench.steps();
  const auto actua = [&](const std::string& size, const std::string& answer) {
    steps.pop_back();
    steps.push_back({"00A40904043F00D010", "6106"});
    steps.push_back({"00C0000006", "62048002" + size + "9000"});
    if (!answer.empty()) {
      steps.push_back({"00B00000" + size.substr(2), answer});
    }
  };
  SECTION("of no bytes") {
    actua("0000", "");
    CHECK(doubts(*bench.open(), "card.doubt.updates"));
  }
  SECTION("of none, behind its end") {
    actua("0012", "6B00");
    CHECK(doubts(*bench.open(), "card.doubt.updates"));
  }
  SECTION("of zeros") {
    actua("0012", std::string(36, '0') + "9000");
    CHECK(doubts(*bench.open(), "card.doubt.updates"));
  }
  SECTION("with two moments") {
    actua("0014", "EC12 8107 20260101000000 8207 20280101000000 9000");
    CHECK_FALSE(doubts(*bench.open(), "card.doubt.updates"));
  }
  SECTION("closed") {
    actua("0012", "6982");
    CHECK_FALSE(doubts(*bench.open(), "card.doubt.updates"));
  }
  SECTION("not there") { CHECK_FALSE(doubts(*bench.open(), "card.doubt.updates")); }
  bench.done();
}

namespace {

constexpr auto kCps4 = "3B9B188001001225006480040100009044";
const ScriptedTransport::Step kOpen = {"01A4040C08 80250000 01FF0100", "9000"};

/// The steps of reading a file of a CPS4 by the last part of its path.
void read_cps4(Steps& steps, const std::string& how, const std::string& name,
               const std::string& content) {
  Steps made;
  read_file(made, name, content);
  made.front().command = "01A4" + how + "0402" + name;
  for (auto& step : made) {
    step.command.replace(0, 2, "01");
  }
  steps.insert(steps.end(), made.begin(), made.end());
}

/// A CPS4 whose list of keys says that the signature key is in that directory.
Steps cps4(Bench& bench, const std::string& folder) {
  Steps steps = {kOpen};
  read_cps4(steps, "00", "D003", kSerial);
  read_cps4(steps, "00", "2F01", "804301B84703940180");
  steps.push_back({"01A40904025031", "6A82"});
  steps.push_back({"01A4000C020001", "9000"});
  read_cps4(steps, "09", "5031", tlv("A0", path("7002")) + tlv("A4", path("7005")));
  read_cps4(steps, "09", "7005", certificate("AA01", "A001"));
  read_cps4(steps, "09", "A001", bench.der("sign"));
  read_cps4(steps, "09", "7002", key("AA01", "0081", folder));
  steps.push_back({"01A40904025032", "6A82"});
  steps.push_back({"01A4000C020001", "9000"});
  steps.push_back({"01A40904025032", "6A82"});
  return steps;
}

/// EF.SN is below the root, where neither PIN nor key is: the application's directory comes after
/// it.
void hold_cps4(Steps& steps) {
  steps.push_back(kOpen);
  read_cps4(steps, "00", "D003", kSerial);
  steps.push_back({"01A4000C020001", "9000"});
}

void sign_cps4(Bench& bench) {
  bench.steps().push_back({"012281B6 04 91022890", "9000"});
  bench.steps().push_back({"012A9E9A 20 " + to_hex(x509::sha256(as_bytes(kMessage))), "6100"});
  bench.steps().push_back({"01C0000000", bench.signature(kMessage) + "9000"});
}

}  // namespace

TEST_CASE("a CPS4 takes PIN and key in its application's directory, or where the key is") {
  Bench bench;
  const std::string folder = GENERATE("3F000001", "3F000100", "3F0000010100");
  bench.steps() = cps4(bench, folder);
  auto opened = open_card(std::make_unique<ScriptedTransport>(bench.shared(), kCps4), {});
  REQUIRE(opened);
  const auto& card = *opened;
  CHECK(card->identity().generation == model::CardGeneration::cps4);
  REQUIRE(card->signature());
  hold_cps4(bench.steps());
  bench.steps().push_back({"01200001 00", "63C3"});
  bench.steps().push_back({"01200001 04 31323334", "9000"});
  const auto right = pin("1234");
  REQUIRE(card->verify_pin(&right, true));
  if (folder == "3F000100") {
    bench.steps().push_back({"01A4000C020100", "9000"});
  } else if (folder == "3F0000010100") {
    bench.steps().push_back({"01A4000C020001", "9000"});
    bench.steps().push_back({"01A4090C020100", "9000"});
  }
  for (int i = 0; i < 2; ++i) {
    sign_cps4(bench);
    CHECK(card->sign(as_bytes(kMessage)));
  }
  bench.done();
}

TEST_CASE("a CPS4 whose channel another program has left is brought back, or is none") {
  Bench bench;
  auto steps = cps4(bench, "3F000001");
  steps.front().answer = "6985";
  const Steps recovery = {{"01A4040C07 A0000001510000", "9000"},
                          {"00A4040C08 80250000 01FF0002", "6A82"},
                          {"01A4040C08 80250000 01FF0100", "9000"}};
  steps.insert(steps.begin() + 1, recovery.begin(), recovery.end());
  const auto open = [&] {
    auto card = open_card(std::make_unique<ScriptedTransport>(bench.shared(), kCps4), {});
    REQUIRE(card);
    return std::move(*card);
  };
  SECTION("it answers again") {
    bench.steps() = steps;
    CHECK(open()->signature());
  }
  SECTION("it does not: nothing of it is read") {
    steps.resize(4);
    steps.back().answer = "6985";
    bench.steps() = steps;
    const auto card = open();
    CHECK(doubts(*card, "card.doubt.not-confirmed"));
    CHECK_FALSE(card->signature());
  }
  bench.done();
}
