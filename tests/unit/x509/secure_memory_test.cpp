#include "dmp/x509/secure_memory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <optional>

#include "dmp/x509/key_generation.hpp"
#include "helpers.hpp"

using namespace dmp;
using namespace dmp::test;

namespace {

// Before OpenSSL allocates anything, as a program does; so every test of this module runs with it.
const bool there = x509::use_secure_memory();

/// Bytes of the six private numbers of an RSA key: d, and five of half its length.
constexpr std::size_t private_bytes(std::size_t bits) { return bits / 8 + 5 * (bits / 16); }

/// How much more of the heap is taken while what `make` returns is held. The first time, a thread's
/// random number generator goes there too.
template <typename Make>
std::size_t held(Make make) {
  (void)make();
  const auto before = x509::secure_memory_used();
  std::size_t taken = 0;
  {
    const auto key = make();
    REQUIRE(key);
    taken = x509::secure_memory_used() - before;
  }
  CHECK(x509::secure_memory_used() == before);
  return taken;
}

}  // namespace

TEST_CASE("all six private numbers of a generated RSA key are in the secure heap") {
  REQUIRE(there);
  for (const auto& generate : {x509::openssl_generator(), x509::default_generator()}) {
    CHECK(held([&] { return generate({}, {}); }) >= private_bytes(2048));
  }
  CHECK(held([] { return x509::default_generator()({x509::KeySpec::Kind::rsa, 4096}, {}); }) >=
        private_bytes(4096));
  CHECK(held([] { return x509::default_generator()({x509::KeySpec::Kind::ec, 256}, {}); }) >= 32);
}

TEST_CASE("the private numbers of a key that was read are in the secure heap") {
  TemporaryFolder folder;
  shell(
      folder.path(),
      "printf secret > pass && openssl genpkey -algorithm RSA -out rsa && openssl ecparam -genkey "
      "-noout -name prime256v1 -out ec && openssl rsa -in rsa -traditional -out pkcs1 && openssl "
      "pkcs8 -topk8 -in rsa -passout file:pass -out encrypted && openssl rsa -traditional -aes256 "
      "-passout file:pass -in rsa -out old && openssl pkey -in rsa -outform DER -out der");
  const auto pass = secret("secret");
  for (const std::string name : {"rsa", "pkcs1", "encrypted", "old", "der", "ec"}) {
    INFO(name);
    const auto content = slurp(folder / name);
    CHECK(held([&] { return x509::PrivateKey::read(as_bytes(content), name, &pass); }) >=
          (name == "ec" ? 32 : private_bytes(2048)));
  }
}

// Under the address sanitizer both take too long: its shadow of the memory is large, and slow.
#ifndef __SANITIZE_ADDRESS__
namespace {

/// A prime's bytes, disguised lest the search find itself.
constexpr std::uint8_t kDisguise = 0x5A;

/// Bytes 32 to 64 of the first prime of an RSA key, as openssl prints it; disguised.
Bytes part_of_prime(const std::filesystem::path& folder, const std::string& options) {
  const auto shown = shell(folder, "openssl pkey -noout -text " + options);
  Bytes digits;
  for (auto at = shown.find("prime1:") + 7; shown.compare(at, 7, "prime2:") != 0; ++at) {
    if (std::isxdigit(static_cast<unsigned char>(shown[at])) != 0) {
      digits.push_back(static_cast<std::uint8_t>(shown[at]));
    }
  }
  Bytes part;
  for (std::size_t at = 2 + 2 * 32; at < 2 + 2 * 64; at += 2) {
    const std::string byte(as_text(ByteView(digits).subspan(at, 2)));
    part.push_back(static_cast<std::uint8_t>(std::stoul(byte, nullptr, 16) ^ kDisguise));
  }
  return part;
}

bool has(std::span<const std::uint8_t> seen, const Bytes& disguised) {
  const auto first = static_cast<std::uint8_t>(disguised.front() ^ kDisguise);
  while (seen.size() >= disguised.size()) {
    const auto* at = static_cast<const std::uint8_t*>(std::memchr(seen.data(), first, seen.size()));
    if (at == nullptr) {
      return false;
    }
    seen = seen.subspan(static_cast<std::size_t>(at - seen.data()));
    if (seen.size() >= disguised.size() &&
        std::equal(disguised.begin(), disguised.end(), seen.begin(),
                   [](std::uint8_t a, std::uint8_t b) { return (a ^ kDisguise) == b; })) {
      return true;
    }
    seen = seen.subspan(1);
  }
  return false;
}

/// In how many pieces of this process's writable memory those bytes stand, in either order: DER has
/// the first, BIGNUM the second.
int copies_in_memory(const Bytes& part) {
  constexpr std::size_t kPiece = 65536;
  const Bytes turned(part.rbegin(), part.rend());
  const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  REQUIRE(memory >= 0);
  std::ifstream maps("/proc/self/maps");
  std::array<std::uint8_t, kPiece + 64> window{};
  const auto own = reinterpret_cast<std::uintptr_t>(window.data());
  int found = 0;
  for (std::string line; std::getline(maps, line);) {
    std::size_t dash = 0;
    const auto begin = std::stoull(line, &dash, 16);
    const auto end = std::stoull(line.substr(dash + 1), nullptr, 16);
    for (auto at = begin; at < end && line.find(" rw") != std::string::npos; at += kPiece) {
      const auto want = std::min<unsigned long long>(window.size(), end - at);
      const auto got = ::pread(memory, window.data(), want, static_cast<off_t>(at));
      if (got > 0 && (at >= own + window.size() || own >= at + want)) {  // Not the window itself.
        const auto seen = std::span(window).first(static_cast<std::size_t>(got));
        found += has(seen, part) || has(seen, turned) ? 1 : 0;
      }
    }
  }
  wipe(window);
  ::close(memory);
  return found;
}

}  // namespace

TEST_CASE("the secure heap has room for many keys, and says when it is full") {
  TemporaryFolder folder;
  shell(folder.path(), "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:4096 -out k");
  const auto content = slurp(folder / "k");
  REQUIRE(x509::openssl_generator()({}, {}));  // Its random number generator stays.
  const auto before = x509::secure_memory_used();
  {
    std::vector<x509::PrivateKey> keys;
    std::optional<Error> error;
    while (!error && keys.size() < 10'000) {
      auto key = x509::PrivateKey::read(as_bytes(content), "k");
      if (key) {
        keys.push_back(std::move(*key));
      } else {
        error = key.error();
      }
    }
    CHECK(keys.size() > 1'000);
    REQUIRE(error);
    CHECK(error->id == "KEY-UNREADABLE");
    CHECK(value_of(error->args, "reason") == "key.reason.memory");
    const auto made = x509::openssl_generator()({x509::KeySpec::Kind::rsa, 4096}, {});
    REQUIRE_FALSE(made);
    CHECK(made.error().id == "KEY-GENERATION");
  }
  CHECK(x509::secure_memory_used() == before);
}

TEST_CASE("no copy of a key stays in memory once it was read, written, used and freed") {
  TemporaryFolder folder;
  shell(folder.path(),
        "printf secret > pass && openssl genpkey -algorithm RSA -out k && openssl pkcs8 "
        "-topk8 -in k -passout file:pass -out e");
  const auto part = part_of_prime(folder.path(), "-in k");
  REQUIRE(part.size() == 32);
  const auto pass = secret("secret");
  REQUIRE(copies_in_memory(part) == 0);
  for (const std::string name : {"k", "e"}) {
    for (int round = 0; round < 5; ++round) {
      INFO(name << " " << round);
      const auto content = slurp(folder / name);
      {
        const auto key = x509::PrivateKey::read(as_bytes(content), name, &pass);
        REQUIRE(key);
        CHECK(copies_in_memory(part) > 0);  // The search finds what is there.
        REQUIRE(key->pem());
        REQUIRE(key->pem(&pass));
      }
      CHECK(copies_in_memory(part) == 0);
    }
  }
}
#endif
