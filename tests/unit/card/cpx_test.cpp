#include "dmp/card/atr.hpp"
#include "dmp/card/cpx.hpp"
#include "dmp/card/signer.hpp"
#include "dmp/x509/digest.hpp"
#include "dmp/x509/hash_state.hpp"
#include "unit/card/scripted_cpx.hpp"

using namespace dmp;
using namespace dmp::card;
using namespace dmp::test;

namespace {

constexpr auto kVerify = "00200001 04 31323334";
constexpr auto kTries = "00200001 00";
constexpr auto kChooseKey = "002241B6 06 800142 840181";

}  // namespace

TEST_CASE("a CPS3 is read, and its two certificates told apart by their usage") {
  Bench bench;
  const auto card = bench.open();
  bench.done();
  CHECK(card->place() == "Scripted reader");
  CHECK(card->identity().generation == model::CardGeneration::cps3);
  CHECK(card->identity().number == "2900000001");
  CHECK(card->identity().types == std::vector{model::CardType::cpa, model::CardType::cda});
  CHECK(card->identity().family_name == "MARTIN");
  CHECK(card->identity().structure_id == "1010780054");
  CHECK(card->identity().structure_name == "CENTRE HOSPITALIER");
  CHECK(card->identity().chip_serial == "00000001");
  REQUIRE(card->signature());
  REQUIRE(card->authentication());
  CHECK(card->signature()->facts().usage == model::Usage::card_sign);
  CHECK(card->authentication()->facts().usage == model::Usage::card_auth);
  CHECK(bench.record().begun == 1);
  CHECK(bench.record().ended == std::vector{After::leave});
}

TEST_CASE("the tries are asked without a PIN, in two ways") {
  Bench bench;
  const auto card = bench.open();
  const auto state_after = [&](const std::string& answer) {
    hold(bench.steps());
    bench.steps().push_back({kTries, answer});
    return card->pin_state();
  };
  CHECK(state_after("63C3")->tries_left == 3);
  CHECK_FALSE(state_after("63C2")->last_try);
  CHECK(state_after("63C1")->last_try);
  CHECK(state_after("63C0")->blocked);
  CHECK(state_after("6983")->blocked);
  CHECK(state_after("9000")->verified);

  // A card that does not answer an empty VERIFY tells by its security object.
  hold(bench.steps());
  bench.steps().push_back({kTries, "6700"});
  bench.steps().push_back({"00A4090C02 3F00", "9000"});
  bench.steps().push_back({"00CB3FFF 0A 4D087006BF810102A080", "6118"});
  bench.steps().push_back({"00C0000018", "7016BF810112A0109A01039B0102A1088C06F3000013FF00 9000"});
  bench.steps().push_back({"00A4090C043F000001", "9000"});
  const auto state = card->pin_state();
  REQUIRE(state);
  CHECK(state->tries_left == 2);

  // One that says nothing at all leaves it open.
  hold(bench.steps());
  bench.steps().push_back({kTries, "6D00"});
  bench.steps().push_back({"00A4090C02 3F00", "9000"});
  bench.steps().push_back({"00CB3FFF 0A 4D087006BF810102A080", "6A88"});
  bench.steps().push_back({"00A4090C043F000001", "9000"});
  const auto silent = card->pin_state();
  REQUIRE(silent);
  CHECK_FALSE(silent->tries_left);
  CHECK(silent->last_try);
  bench.done();
}

TEST_CASE("a PIN is presented once, and the card reset in the end") {
  Bench bench;
  {
    const auto card = bench.open();
    bench.lines().clear();
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    bench.steps().push_back({kVerify, "9000"});
    const auto right = pin("1234");
    CHECK(card->verify_pin(&right, true));
    bench.done();
    CHECK(std::ranges::count(bench.lines(), "> 00 20 00 01 04 ** ** ** **") == 1);
    for (const auto& line : bench.lines()) {
      CHECK(line.find("31 32 33 34") == std::string::npos);
    }
  }
  CHECK(bench.record().ended.back() == After::reset);
}

TEST_CASE("what the card says to a PIN") {
  Bench bench;
  const auto card = bench.open();
  const auto wrong = pin("1234");
  const auto after = [&](const std::string& answer) {
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    bench.steps().push_back({kVerify, answer});
    return card->verify_pin(&wrong, true);
  };
  const auto refused = after("63C2");
  CHECK(id_of(refused) == "CARD-PIN-WRONG");
  CHECK(refused.error().kind == ErrorKind::secret);
  CHECK(refused.error().args == Args{arg("left", 2)});
  CHECK(id_of(after("63C0")) == "CARD-PIN-BLOCKED");
  CHECK(id_of(after("6983")) == "CARD-PIN-BLOCKED");
  CHECK(id_of(after("6700")) == "CARD-PIN-FAILED");
  // The way to the card ended with the PIN on it: a try may be spent.
  for (const auto* trouble :
       {"CARD-REMOVED", "PCSC-NO-SERVICE", "CARD-TIMEOUT", "CARD-BROKEN-OFF"}) {
    const auto uncertain = after("!" + std::string(trouble));
    CHECK(id_of(uncertain) == "CARD-PIN-UNCERTAIN");
    CHECK(uncertain.error().kind == ErrorKind::environment);
    CHECK(uncertain.error().args == Args{arg_text("reason", trouble)});
  }
  // 6Cxx and 61xx make no second VERIFY of it.
  CHECK(id_of(after("6C00")) == "CARD-PIN-FAILED");
  CHECK(id_of(after("63C1")) == "CARD-PIN-WRONG");
  bench.done();
  // Whatever it answers, it may have taken the PIN: it is reset each time, and nothing more.
  CHECK(std::ranges::count(bench.record().ended, After::reset) == 10);
  CHECK(bench.record().ended.size() == 11);

  // What is no PIN is not sent.
  for (const auto* word : {"", "123", "12345", "12a4", "12 4", "١٢"}) {
    const auto no_pin = pin(word);
    CHECK(id_of(card->verify_pin(&no_pin, true)) == "CARD-PIN-FORMAT");
  }
  bench.done();
}

TEST_CASE("6300 is a refused PIN, and the card is asked what is left") {
  Bench bench;
  const auto card = bench.open();
  const auto wrong = pin("1234");
  const auto after = [&](const std::string& counter, const Secret* typed) {
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    if (typed != nullptr) {
      bench.steps().push_back({kVerify, "6300"});
    }
    bench.record().pinpad_answer = "6300";
    bench.steps().push_back({kTries, counter});
    return card->verify_pin(typed, true);
  };
  const auto refused = after("63C2", &wrong);
  CHECK(id_of(refused) == "CARD-PIN-WRONG");
  CHECK(refused.error().kind == ErrorKind::secret);
  CHECK(refused.error().args == Args{arg("left", 2)});
  CHECK(id_of(after("6983", &wrong)) == "CARD-PIN-BLOCKED");
  CHECK(id_of(after("63C0", &wrong)) == "CARD-PIN-BLOCKED");
  const auto silent = after("!CARD-REMOVED", &wrong);
  CHECK(id_of(silent) == "CARD-PIN-WRONG");
  CHECK(silent.error().args == Args{arg("left", "?")});
  CHECK(id_of(after("63C2", nullptr)) == "CARD-PIN-WRONG");
  CHECK(id_of(after("63C3", nullptr)) == "CARD-PIN-NOT-PRESENTED");
  bench.done();
}

TEST_CASE("a PIN at the reader's keys") {
  Bench bench;
  const auto card = bench.open();
  const auto after = [&](const std::string& answer) {
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    bench.record().pinpad_answer = answer;
    return id_of(card->verify_pin(nullptr, true));
  };
  CHECK(after("6400") == "CARD-PIN-TIMEOUT");
  CHECK(after("6401") == "CARD-PIN-CANCELLED");
  CHECK(after("6403") == "CARD-PIN-FORMAT");
  CHECK(after("63C2") == "CARD-PIN-WRONG");
  // The counter did not move: the reader has sent an empty VERIFY.
  CHECK(after("63C3") == "CARD-PIN-NOT-PRESENTED");
  CHECK(after("9000").empty());
  bench.done();
}

TEST_CASE("another card in the reader, and a reset by another program") {
  Bench bench;
  const auto card = bench.open();
  read_file(bench.steps(), "3F00D003", "5A0A8025000001000000023F");
  CHECK(id_of(card->pin_state()) == "CARD-CHANGED");
  select_nothing(bench.steps(), "3F00D003");
  CHECK(id_of(card->pin_state()) == "CARD-CHANGED");
  bench.record().anew = true;
  hold(bench.steps());
  bench.steps().push_back({kTries, "63C3"});
  CHECK(card->pin_state());
  bench.done();
}

TEST_CASE("a signature by hash, and by the last round on the card where that is refused") {
  Bench bench;
  const std::string message(1000, 'm');
  const auto made = bench.signature(message);
  const auto hash = to_hex(x509::sha256(as_bytes(message)));
  const auto card = bench.open();
  const auto give = [&](const std::string& command) {
    bench.steps().push_back({command, "6100"});
    bench.steps().push_back({"00C0000000", made + "9000"});
  };
  SECTION("by hash") {
    hold(bench.steps());
    bench.steps().push_back({kChooseKey, "9000"});
    give("002A9E9A 20 " + hash);
    const auto signature = card->sign(as_bytes(message));
    REQUIRE(signature);
    CHECK(to_hex(*signature) == made);
    CHECK(x509::is_signature_of(*card->signature(), as_bytes(message), *signature));
    CHECK_FALSE(x509::is_signature_of(*card->authentication(), as_bytes(message), *signature));
  }
  SECTION("the hash is refused") {
    const std::string refusal = GENERATE("6A80", "6985", "6D00");
    hold(bench.steps());
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, refusal});
    const auto last_round = [&] {
      bench.steps().push_back({"002241AA 03 800140", "9000"});
      bench.steps().push_back({kChooseKey, "9000"});
      // 1000 bytes: 15 blocks of 64 are hashed here (7680 bits), 40 bytes are left.
      const auto state = x509::hash_all_but_last(as_bytes(message));
      CHECK(state.bits == 7680);
      bench.steps().push_back({"002A90A0 54 9028" + to_hex(state.chaining) + "0000000000001E00" +
                                   "8028" + to_hex(state.rest),
                               "9000"});
      give("002A9E9A 00");
    };
    last_round();
    CHECK(card->sign(as_bytes(message)));
    // The card is not asked to take a hash again.
    hold(bench.steps());
    last_round();
    CHECK(card->sign(as_bytes(message)));
  }
  SECTION("other refusals are told") {
    hold(bench.steps());
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, "6982"});
    CHECK(id_of(card->sign(as_bytes(message))) == "CARD-PIN-NEEDED");
    hold(bench.steps());
    bench.steps().push_back({kChooseKey, "6A88"});
    const auto refused = card->sign(as_bytes(message));
    CHECK(id_of(refused) == "CARD-SIGN");
    CHECK(refused.error().args == Args{arg("status", "6A88")});
  }
  bench.done();
}

TEST_CASE("the last round of short messages, as the card wants it") {
  for (const auto& [size, expected] : std::vector<std::pair<std::size_t, std::string>>{
           {0, ""}, {1, "61"}, {64, to_hex(Bytes(64, 'a'))}}) {
    const std::string message(size, 'a');
    const auto state = x509::hash_all_but_last(as_bytes(message));
    CHECK(state.chaining.empty());
    CHECK(state.bits == 0);
    CHECK(to_hex(state.rest) == expected);
  }
  const std::string two_blocks(128, 'a');
  const auto state = x509::hash_all_but_last(as_bytes(two_blocks));
  CHECK(state.bits == 512);
  CHECK(state.rest.size() == 64);
  CHECK(state.chaining.size() == 32);
}

TEST_CASE("the signer asks once, once more where the card wants it, and checks what it gets") {
  Bench bench;
  const std::string message = "what is signed";
  const auto made = bench.signature(message);
  const auto hash = to_hex(x509::sha256(as_bytes(message)));
  const auto card = bench.open();
  int asked = 0;
  PinPolicy policy;
  policy.ask = [&](const PinRequest& request) -> Result<Secret> {
    ++asked;
    CHECK(request.holder == "ZOÉ MARTIN");
    CHECK(request.state.tries_left == 3);
    CHECK(request.again == (asked > 1));
    return pin("1234");
  };
  auto signer = CardSigner::open(*card, policy);
  REQUIRE(signer);
  const auto present = [&] {
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    hold(bench.steps());
    bench.steps().push_back({kTries, "63C3"});
    bench.steps().push_back({kVerify, "9000"});
  };
  const auto sign = [&](const std::string& signature) {
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, "6100"});
    bench.steps().push_back({"00C0000000", signature + "9000"});
  };
  present();
  sign(made);
  sign(made);
  CHECK((*signer)->sign(as_bytes(message)));
  CHECK((*signer)->sign(as_bytes(message)));
  CHECK(asked == 1);
  bench.done();
  // Now it wants the PIN again; nobody waits for the card meanwhile.
  bench.steps().push_back({kChooseKey, "9000"});
  bench.steps().push_back({"002A9E9A 20 " + hash, "6982"});
  present();
  sign(made);
  CHECK((*signer)->sign(as_bytes(message)));
  CHECK(asked == 2);
  CHECK((*signer)->asked() == 2);
  CHECK_FALSE((*signer)->wants_each_time());  // It did without one between the first two.
  // The login that it may still have had is nobody's while the person types.
  CHECK(bench.record().ended ==
        std::vector{After::leave, After::leave, After::reset, After::leave});
  // Still not content: that is the end.
  for (int i = 0; i < 2; ++i) {
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, "6982"});
    if (i == 0) {
      present();
    }
  }
  CHECK(id_of((*signer)->sign(as_bytes(message))) == "CARD-PIN-NEEDED");
  hold(bench.steps());
  sign(bench.signature(message, "auth"));
  CHECK(id_of((*signer)->sign(as_bytes(message))) == "CARD-SIGNATURE-WRONG");
  bench.done();
}

TEST_CASE("a card wants its PIN for each signature only where each one shows it") {
  Bench bench;
  const std::string message = "what is signed";
  const auto made = bench.signature(message);
  const auto hash = to_hex(x509::sha256(as_bytes(message)));
  const auto card = bench.open();
  PinPolicy policy;
  policy.ask = [](const PinRequest&) -> Result<Secret> { return pin("1234"); };
  auto signer = CardSigner::open(*card, policy);
  REQUIRE(signer);
  const auto present = [&] {
    for (int i = 0; i < 2; ++i) {
      hold(bench.steps());
      bench.steps().push_back({kTries, "63C3"});
    }
    bench.steps().push_back({kVerify, "9000"});
  };
  const auto refuse = [&] {
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, "6982"});
  };
  const auto sign = [&] {
    bench.steps().push_back({kChooseKey, "9000"});
    bench.steps().push_back({"002A9E9A 20 " + hash, "6100"});
    bench.steps().push_back({"00C0000000", made + "9000"});
    REQUIRE((*signer)->sign(as_bytes(message)));
  };
  present();
  SECTION("it wants it before the second and the third") {
    sign();
    CHECK_FALSE((*signer)->wants_each_time());
    for (int i = 0; i < 2; ++i) {
      refuse();
      present();
      sign();
      CHECK((*signer)->wants_each_time());
    }
  }
  SECTION("it lost the login before the first") {
    refuse();
    present();
    sign();
    sign();
    CHECK((*signer)->asked() == 2);
    CHECK_FALSE((*signer)->wants_each_time());
  }
  bench.done();
}

TEST_CASE("how much has come is told while a card is read, and no longer") {
  std::vector<std::size_t> told;
  Bench bench;
  auto card =
      open_card(std::make_unique<ScriptedTransport>(bench.shared()),
                {std::chrono::seconds(1), {}, [&](std::size_t bytes) { told.push_back(bytes); }});
  REQUIRE(card);
  REQUIRE(told.size() > 20);
  CHECK(std::ranges::is_sorted(told));
  CHECK(told.back() > 2000);  // two certificates
  const auto before = told.size();
  hold(bench.steps());
  bench.steps().push_back({kTries, "63C3"});
  CHECK((*card)->pin_state());
  CHECK(told.size() == before);
  bench.done();
}

TEST_CASE("the last try is not spent unless that is wanted, and a blocked card asks nothing") {
  Bench bench;
  const auto card = bench.open();
  int asked = 0;
  PinPolicy policy;
  policy.ask = [&](const PinRequest&) -> Result<Secret> {
    ++asked;
    return pin("1234");
  };
  const auto tries = [&](const std::string& answer) {
    hold(bench.steps());
    bench.steps().push_back({kTries, answer});
  };
  tries("63C1");
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-LAST-TRY");
  tries("6983");
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-BLOCKED");
  tries("6D00");
  bench.steps().push_back({"00A4090C02 3F00", "9000"});
  bench.steps().push_back({"00CB3FFF 0A 4D087006BF810102A080", "6A88"});
  bench.steps().push_back({"00A4090C043F000001", "9000"});
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-TRIES-UNKNOWN");
  CHECK(asked == 0);
  // Spent by somebody else while a person was typing.
  tries("63C3");
  tries("63C1");
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-LAST-TRY");
  CHECK(asked == 1);
  asked = 0;
  // Another program's login counts for nothing, and is ended.
  tries("9000");
  tries("9000");
  tries("63C3");
  bench.steps().push_back({kVerify, "63C2"});
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-WRONG");
  CHECK(std::ranges::count(bench.record().ended, After::reset) == 2);  // that login, and our try
  asked = 0;
  policy.allow_last_try = true;
  tries("63C1");
  tries("63C1");
  bench.steps().push_back({kVerify, "6983"});
  CHECK(id_of(present_pin(*card, policy)) == "CARD-PIN-BLOCKED");
  CHECK(asked == 1);
  policy.pinpad = true;
  tries("63C3");
  CHECK(id_of(present_pin(*card, policy)) == "CARD-NO-PINPAD");
  policy.pinpad = false;
  policy.ask = [](const PinRequest&) -> Result<Secret> {
    return fail(ErrorKind::secret, "INTERRUPTED");
  };
  tries("63C3");
  CHECK(id_of(present_pin(*card, policy)) == "INTERRUPTED");
  bench.done();
}

TEST_CASE("an answer to reset tells what it tells of any card") {
  const auto cps3 = describe_atr(from_hex("3BAC00402A001225006480000310009000"));
  CHECK(cps3.protocols == std::vector<std::string>{"T=0"});
  CHECK(cps3.historical == "001225006480000310009000");
  CHECK(cps3.well_formed);
  const auto cps4 = describe_atr(from_hex("3B9B188001001225006480040100009044"));
  CHECK(cps4.protocols == std::vector<std::string>{"T=0", "T=1"});
  CHECK(cps4.well_formed);
  CHECK_FALSE(describe_atr(from_hex("3B9B188001001225006480040100009045")).well_formed);
  for (const auto* broken : {"", "3B", "3BFF", "3BF0FFFFFF", "3B80808080808080"}) {
    CHECK_FALSE(describe_atr(from_hex(broken)).well_formed);
  }
}
