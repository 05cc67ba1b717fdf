// Says of each question what the library makes of it: one JSON object a line in, one out.
//
// {"ask":"path","leaf":PEM,"anchors":[PEM…],"others":[PEM…],"lists":[PEM…],"at":"2020-01-01T00:00:00Z",
//  "revocation":true} → {"verdict":"valid"|"unreadable"|"revoked"|the id of a problem}
// {"ask":"certificates"|"request"|"list","file":PATH} → {"verdict":"readable"|the id of an error,
// …facts}
//
// Files may have "FILE:…" paths in the place of PEM; "anchors" and "others" may name folders so,
// once.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/files/read.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/request.hpp"
#include "dmp/x509/revocation_list.hpp"

namespace {

using namespace dmp;
using Json = nlohmann::ordered_json;
using Certificates = std::vector<x509::Certificate>;

Json verdict(std::string_view word) { return {{"verdict", word}}; }

Json of_error(const Error& error) { return verdict(error.id); }

Bytes content_of(const std::string& named) {
  constexpr std::string_view kFile = "FILE:";
  if (named.starts_with(kFile)) {
    return files::read_file(named.substr(kFile.size())).value_or(Bytes());
  }
  const auto bytes = as_bytes(named);
  return {bytes.begin(), bytes.end()};
}

Json of_certificates(const std::string& file) {
  const auto contents = x509::read_contents(content_of("FILE:" + file), file);
  if (!contents) {
    return of_error(contents.error());
  }
  if (contents->certificates.empty()) {
    return contents->broken.empty() ? verdict("none") : of_error(contents->broken.front());
  }
  auto answer = verdict("readable");
  answer["certificates"] = Json::array();
  for (const auto& each : contents->certificates) {
    const auto& facts = each.facts();
    answer["certificates"].push_back({{"sha256", facts.sha256.hex()},
                                      {"serial", facts.serial},
                                      {"not_before", format_instant(facts.not_before)},
                                      {"not_after", format_instant(facts.not_after)}});
  }
  return answer;
}

Json of_request(const std::string& file) {
  const auto request = x509::read_request(content_of("FILE:" + file), file);
  return request ? verdict(request->signature_valid ? "signed" : "wrong-signature")
                 : of_error(request.error());
}

Json of_list(const std::string& file) {
  const auto lists = x509::RevocationList::read(content_of("FILE:" + file), file);
  return lists ? verdict("readable") : of_error(lists.error());
}

/// Pool reads what questions repeat once.
class Pool {
 public:
  const Certificates& certificates(const Json& named) {
    auto& known = certificates_[named.dump()];
    if (known.empty()) {
      for (const auto& each : named) {
        if (auto contents = x509::read_contents(content_of(each), "corpus")) {
          std::ranges::move(contents->certificates, std::back_inserter(known));
        }
      }
    }
    return known;
  }
  const std::vector<x509::RevocationList>& lists(const Json& named) {
    auto& known = lists_[named.dump()];
    if (known.empty()) {
      for (const auto& each : named) {
        if (auto read = x509::RevocationList::read(content_of(each), "corpus")) {
          std::ranges::move(*read, std::back_inserter(known));
        }
      }
    }
    return known;
  }

 private:
  std::map<std::string, Certificates> certificates_;
  std::map<std::string, std::vector<x509::RevocationList>> lists_;
};

/// As a path is judged by install, with the revocation of each of its certificates.
Json of_path(const Json& question, Pool& pool) {
  const auto leaf = pool.certificates(Json::array({question["leaf"]}));
  const auto at = parse_instant(question["at"].get<std::string>());
  if (leaf.size() != 1 || !at) {
    return verdict("unreadable");
  }
  const auto& others = pool.certificates(question["others"]);
  const auto found =
      x509::verify_chain(leaf.front(), others, {pool.certificates(question["anchors"])}, *at);
  if (!found.holds()) {
    return verdict(found.problems.front().id());
  }
  const std::span<const x509::Certificate> chain(found.chain);
  for (std::size_t i = 0; question["revocation"] && i + 1 < chain.size(); ++i) {
    const auto answer =
        x509::find_revocation(pool.lists(question["lists"]), {chain.subspan(i), others}, *at);
    if (!answer || answer->revoked) {
      return answer ? verdict("revoked") : of_error(answer.error());
    }
  }
  return verdict("valid");
}

Json answer(const Json& question, Pool& pool) {
  const auto ask = question["ask"].get<std::string>();
  if (ask == "path") {
    return of_path(question, pool);
  }
  const auto file = question["file"].get<std::string>();
  return ask == "certificates" ? of_certificates(file)
         : ask == "request"    ? of_request(file)
                               : of_list(file);
}

}  // namespace

int main() {
  Pool pool;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << answer(Json::parse(line), pool).dump() << std::endl;
  }
}
