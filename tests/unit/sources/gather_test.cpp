#include "dmp/sources/gather.hpp"

#include <algorithm>

#include "support/catch.hpp"
#include "support/fixture.hpp"
#include "support/rehearsal.hpp"

using namespace dmp;
using namespace dmp::sources;
using dmp::test::Rehearsal;
using dmp::test::spill;
using dmp::test::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

/// Where each certificate was met, below a folder, and "!ID" for what could not be read.
std::vector<std::string> seen(const std::vector<fs::path>& paths, const fs::path& below) {
  const auto found = gather(paths, {});
  CHECK_FALSE(found.interrupted);
  std::vector<std::string> out;
  for (const auto& each : found.certificates) {
    out.push_back(fs::relative(each.source, below).string());
  }
  for (const auto& error : found.broken) {
    out.push_back("!" + error.id);
  }
  return out;
}

}  // namespace

TEST_CASE("certificates are gathered once each, wherever they lie and by whatever links") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("one");
  const auto first = rehearsal.issue("first", "SIGN", key);
  const auto second = rehearsal.issue("second", "AUTH_CLI", key);
  const TemporaryFolder folder;
  fs::create_directory(folder / "b");
  fs::copy(first, folder / "a.pem");
  fs::copy(first, folder / "b/same.crt");
  fs::copy(second, folder / "b/z.pem");
  fs::copy(key, folder / "b/key.pem");
  spill(folder / "b/notes.txt", "nothing");
  fs::create_symlink(folder / "b", folder / "link");
  fs::create_symlink(folder.path(), folder / "b/circle");
  using Names = std::vector<std::string>;
  CHECK(seen({folder.path()}, folder.path()) == Names{"a.pem", "b/z.pem"});
  CHECK(seen({folder / "b/z.pem", folder.path()}, folder.path()) == Names{"b/z.pem", "a.pem"});
  CHECK(seen({folder / "link"}, folder.path()).size() == 2);
}

TEST_CASE("what is named owes a certificate, and an encrypted file says so") {
  Rehearsal rehearsal;
  const auto key = rehearsal.make_key("one");
  const auto certificate = rehearsal.issue("first", "SIGN", key);
  const TemporaryFolder folder;
  fs::create_directory(folder / "empty");
  Rehearsal::sh("openssl pkcs12 -export -in " + Rehearsal::quoted(certificate) + " -inkey " +
                Rehearsal::quoted(key) + " -passout pass:x -out " +
                Rehearsal::quoted(folder / "closed.p12"));
  using Names = std::vector<std::string>;
  CHECK(seen({folder / "missing.pem"}, folder.path()) == Names{"!FILE-NOT-FOUND"});
  CHECK(seen({folder / "empty"}, folder.path()) == Names{"!EXPIRY-NO-CERTIFICATE"});
  CHECK(seen({folder / "closed.p12"}, folder.path()) == Names{"!EXPIRY-ENCRYPTED"});
}

TEST_CASE("gathering ends where it is asked to") {
  const TemporaryFolder folder;
  spill(folder / "a.pem", "x");
  CHECK(gather(std::vector<fs::path>{folder.path()}, [] { return true; }).interrupted);
}
