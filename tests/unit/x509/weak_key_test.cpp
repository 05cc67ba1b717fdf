#include "dmp/x509/weak_key.hpp"

#include <set>

#include "dmp/x509/key_generation.hpp"
#include "dmp/x509/request.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;
using x509::Weakness;

namespace {

using Weaknesses = std::vector<Weakness>;

/// maker runs the tool that makes weak keys and leaves NAME.pem in the folder.
void make(const TemporaryFolder& folder, const std::string& name, const std::string& options) {
  shell(folder.path(), "DMP_WEAK_KEYS_SEED=" + name +
                           " '" DMP_SOURCE_DIR "/tests/support/weak-keys.py' " + options + " > " +
                           name + ".pem");
}

std::string public_der(const TemporaryFolder& folder, const std::string& name) {
  shell(folder.path(),
        "openssl pkey -in " + name + ".pem -pubout -outform DER -out " + name + ".pub");
  return slurp(folder / (name + ".pub"));
}

Weaknesses weaknesses_of(const TemporaryFolder& folder, const std::string& name,
                         const x509::DebianKeys* debian = nullptr) {
  const auto der = public_der(folder, name);
  return x509::find_weaknesses(as_bytes(der), debian);
}

}  // namespace

TEST_CASE("each weakness of an RSA key is recognised, and none but it") {
  const TemporaryFolder folder;
  struct Case {
    std::string name;
    std::string options;
    Weaknesses expected;
  };
  const Case cases[] = {
      {"roca", "roca", {Weakness::roca}},
      {"roca3072", "roca --bits 3072", {Weakness::roca}},
      {"roca1024", "roca --bits 1024", {Weakness::too_short, Weakness::roca}},
      {"near", "close --distance 64", {Weakness::close_primes}},
      {"close", "close --distance 517", {Weakness::close_primes}},
      {"apart", "close --distance 530", {}},
      {"factor", "factor", {Weakness::small_factor}},
      {"even", "even", {Weakness::modulus_even}},
      {"one", "plain --exponent 1", {Weakness::exponent_one}},
      {"four", "plain --exponent 4", {Weakness::exponent_even}},
      {"three", "plain --exponent 3", {Weakness::exponent_small}},
      {"below", "plain --exponent 65535", {Weakness::exponent_small}},
      {"above", "plain --exponent 65539", {}},
      {"long", "plain --exponent " + std::string(78, '9'), {Weakness::exponent_huge}},
      {"odd", "plain --bits 2056", {Weakness::unusual_size}},
      {"short", "plain --bits 1024", {Weakness::too_short}},
      {"plain", "plain", {}},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    make(folder, each.name, each.options);
    CHECK(weaknesses_of(folder, each.name) == each.expected);
  }
}

TEST_CASE("the primes of a ROCA key are told by their modulus, whatever the exponent") {
  const TemporaryFolder folder;
  make(folder, "roca", "roca --exponent 3");
  CHECK(weaknesses_of(folder, "roca") == Weaknesses{Weakness::exponent_small, Weakness::roca});
}

TEST_CASE("ordinary keys raise no alarm") {
  for (int i = 0; i < 24; ++i) {
    const auto key = x509::default_generator()({}, {});
    REQUIRE(key);
    const auto request = x509::make_request({"Ain (01)", "CH", "1010000024", "DMP"}, *key);
    REQUIRE(request);
    CHECK(x509::find_weaknesses(request->public_key) == Weaknesses{});
  }
  const TemporaryFolder folder;
  for (const std::string bits : {"3072", "4096"}) {
    shell(folder.path(), "openssl genrsa -out k" + bits + ".pem " + bits);
    CHECK(weaknesses_of(folder, "k" + bits) == Weaknesses{});
  }
}

TEST_CASE("keys of real certificates raise no alarm") {
  const auto folder = shared_data("igc-sante");
  if (folder.empty()) {
    return;
  }
  const TemporaryFolder work;
  std::size_t count = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file() ||
        run("openssl x509 -in '" + file.path().string() + "' -noout -pubkey > '" +
            (work / "real.pem").string() + "' 2> /dev/null") != 0) {
      continue;
    }
    shell(work.path(), "openssl pkey -pubin -in real.pem -pubout -outform DER -out real.pub");
    INFO(file.path());
    CHECK(x509::find_weaknesses(as_bytes(slurp(work / "real.pub"))) == Weaknesses{});
    ++count;
  }
  CHECK(count >= 10);
}

TEST_CASE("curves and algorithms") {
  const TemporaryFolder folder;
  const auto curve = [&](const std::string& name, const std::string& more = {}) {
    shell(folder.path(), "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:" + name + more +
                             " -out ec.pem");
    return weaknesses_of(folder, "ec");
  };
  CHECK(curve("prime256v1") == Weaknesses{});
  CHECK(curve("secp384r1") == Weaknesses{});
  CHECK(curve("secp521r1") == Weaknesses{});
  CHECK(curve("secp224r1") == Weaknesses{Weakness::curve_unusual});
  CHECK(curve("secp256k1") == Weaknesses{Weakness::curve_unusual});
  CHECK(curve("prime192v1") == Weaknesses{Weakness::curve_weak, Weakness::curve_unusual});
  for (const std::string algorithm : {"ED25519", "X25519"}) {
    shell(folder.path(), "openssl genpkey -algorithm " + algorithm + " -out k.pem");
    CHECK(weaknesses_of(folder, "k") == Weaknesses{Weakness::algorithm_unusual});
  }
  shell(folder.path(),
        "openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -out k.pem");
  CHECK(weaknesses_of(folder, "k") == Weaknesses{Weakness::algorithm_unusual});
  shell(folder.path(),
        "openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out p.pem && "
        "openssl genpkey -paramfile p.pem -out k.pem");
  CHECK(weaknesses_of(folder, "k") == Weaknesses{Weakness::too_short, Weakness::algorithm_unusual});
}

TEST_CASE("what is no key is unreadable; a modulus of a million bits costs no time") {
  CHECK(x509::find_weaknesses({}) == Weaknesses{Weakness::unreadable});
  CHECK(x509::find_weaknesses(as_bytes("hello")) == Weaknesses{Weakness::unreadable});
  const TemporaryFolder folder;
  for (const auto& [digits, expected] :
       {std::pair{250'000, Weakness::unusual_size}, {4096, Weakness::unusual_size}}) {
    spill(folder / "k.cnf",
          "asn1=SEQUENCE:key\n[key]\na=SEQUENCE:algorithm\nk=BITWRAP,SEQUENCE:n\n"
          "[algorithm]\noid=OID:rsaEncryption\nnull=NULL\n[n]\nn=INTEGER:0xD" +
              std::string(static_cast<std::size_t>(digits) - 2, '5') + "7\ne=INTEGER:65537\n");
    shell(folder.path(), "openssl asn1parse -genconf k.cnf -noout -out k.der");
    const auto found = x509::find_weaknesses(as_bytes(slurp(folder / "k.der")));
    CHECK(std::set<Weakness>(found.begin(), found.end()).contains(expected));
    CHECK(std::ranges::find(found, Weakness::close_primes) == found.end());
  }
}

TEST_CASE("a key of Debian's list is recognised, other keys are not") {
  const TemporaryFolder folder;
  shell(folder.path(), "openssl genrsa -out listed.pem 2048 && openssl genrsa -out other.pem 2048");
  make(folder, "old", "plain --bits 1024");
  const auto text = shell(
      folder.path(), "'" DMP_SOURCE_DIR "/tests/support/weak-keys.py' blacklist listed.pem old.pem");
  const auto list = x509::DebianKeys::read(text, "list");
  REQUIRE(list);
  CHECK(list->size() == 2);
  CHECK(weaknesses_of(folder, "listed", &*list) == Weaknesses{Weakness::debian});
  CHECK(weaknesses_of(folder, "old", &*list) == Weaknesses{Weakness::too_short, Weakness::debian});
  CHECK(weaknesses_of(folder, "other", &*list) == Weaknesses{});
}

TEST_CASE("a list of Debian's keys is read line by line, and its faults are told") {
  const auto failure = [](const std::string& text) {
    const auto list = x509::DebianKeys::read(text, "list");
    REQUIRE_FALSE(list);
    CHECK(list.error().kind == ErrorKind::input);
    CHECK(value_of(list.error().args, "file") == "list");
    return list.error();
  };
  const auto list =
      x509::DebianKeys::read("# comment\r\n0123456789abcdef0123\r\n\n 0123456789ABCDEF0124 ", "f");
  REQUIRE(list);
  CHECK(list->size() == 2);
  CHECK(failure("").id == "WEAK-KEYS-EMPTY");
  CHECK(failure("# nothing\n").id == "WEAK-KEYS-EMPTY");
  for (const std::string bad :
       {"0123456789abcdef012", "0123456789abcdef01234", "0123456789abcdef012g"}) {
    const auto error = failure("# x\n0123456789abcdef0123\n" + bad + "\n");
    CHECK(error.id == "WEAK-KEYS-LINE");
    CHECK(value_of(error.args, "line") == "3");
  }
}

TEST_CASE("every weakness has a word of its own") {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(Weakness::unreadable); ++i) {
    words.insert(to_string(static_cast<Weakness>(i)));
  }
  CHECK(words.size() == static_cast<std::size_t>(Weakness::unreadable) + 1);
}
