#include "dmp/install/detail/targets.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/base/lower_case.hpp"
#include "dmp/files/creation_mode.hpp"
#include "dmp/files/read.hpp"
#include "dmp/install/detail/keystore.hpp"
#include "dmp/model/structure_id.hpp"
#include "dmp/x509/container.hpp"
#include "dmp/x509/key_search.hpp"

namespace dmp::install::detail {
namespace {

namespace fs = std::filesystem;
using Kind = Target::Kind;

std::string pem_of(const std::vector<x509::Certificate>& certificates) {
  std::string text;
  for (const auto& each : certificates) {
    text += each.pem();
  }
  return text;
}

/// Accepted certificates carry an identifier that parses, hence a safe name.
std::string number_of(const model::CertificateFacts& facts) {
  const auto structure = model::StructureId::parse(facts.structure());
  return structure ? std::string(structure->value.number()) : std::string();
}

void fill_in(std::string& text, std::string_view word, std::string_view value) {
  for (auto at = text.find(word); at != std::string::npos;
       at = text.find(word, at + value.size())) {
    text.replace(at, word.size(), value);
  }
}

std::string alias_for(const Target& target, const model::CertificateFacts& facts) {
  if (!target.alias.empty()) {
    return target.alias;
  }
  auto name = facts.subject.common_name + " " + facts.structure();
  if (target.kind != Kind::pkcs12) {
    // Java has its aliases in small letters.
    name = lower_case(name);
    std::ranges::replace(name, ' ', '-');
  }
  return name;
}

/// A file that is there gives way only when it holds a certificate of the same structure and usage.
Status may_replace(const Target& target, const files::PlaceWay& way, const Case& each) {
  const auto& path = way.place.path;
  auto existing = files::held_at(way, path.filename().native());
  if (!existing) {
    return fail(std::move(existing.error()));
  }
  if (!*existing) {
    return {};
  }
  const auto contents = x509::read_contents((*existing)->content, path.string(), target.passphrase);
  const bool same = contents && std::ranges::any_of(contents->certificates, [&](const auto& other) {
                      return other.facts().usage == each.judged.facts.usage &&
                             other.facts().structure() == each.judged.facts.structure();
                    });
  return same ? Status()
              : fail(ErrorKind::input, "INSTALL-PKCS12-EXISTS", {arg("path", path.string())});
}

/// What opened the delivery protects the key that goes on; the empty passphrase protects nothing.
KeyFile key_file(const Case& each, const Request& request) {
  const bool protects = request.passphrase != nullptr && !request.passphrase->empty();
  return {*each.match.key, protects ? request.passphrase : nullptr, request.plain_key};
}

/// Certificate, key and chain in one file. The key comes second: Apache takes a key for that of the
/// certificate right before it.
class OneFile {
 public:
  OneFile(const Case& each, const Request& request)
      : leaf_(each.leaf.pem()),
        key_(key_file(each, request)),
        chain_(pem_of(authorities(each, false))) {}

  [[nodiscard]] Result<Secret> content() const {
    const auto key = key_.content();
    if (!key) {
      return fail(key.error());
    }
    Bytes whole;
    whole.reserve(leaf_.size() + key->size() + 1 + chain_.size());
    const auto add = [&whole](ByteView part) {
      whole.insert(whole.end(), part.begin(), part.end());
    };
    add(as_bytes(leaf_));
    add(key->view());
    add(as_bytes(is_key_open(key->view()) ? "\n" : ""));
    add(as_bytes(chain_));
    return Secret(whole);
  }

  [[nodiscard]] bool is_met_by(ByteView existing, const std::string& name) const {
    const auto text = as_text(existing);
    if (text.size() < leaf_.size() + chain_.size() || !text.starts_with(leaf_) ||
        !text.ends_with(chain_)) {
      return false;
    }
    auto key = existing.subspan(leaf_.size(), text.size() - leaf_.size() - chain_.size());
    if (key_.is_copy() && is_key_open(key_.key.pem.view()) && !key.empty()) {
      key = key.first(key.size() - 1);
    }
    return key_.is_met_by(key, name);
  }

 private:
  /// A key file need not end its last line; what follows it here has to begin one.
  static bool is_key_open(ByteView key) { return !as_text(key).ends_with('\n'); }

  std::string leaf_;
  KeyFile key_;
  std::string chain_;
};

Wanted one_file(const Case& each, const Request& request, const fs::path& path) {
  const OneFile file(each, request);
  return {path.filename().string(), true, [file] { return file.content(); },
          [file, path](ByteView existing) { return file.is_met_by(existing, path.string()); }};
}

Wanted keystore_file(const Target& target, const fs::path& path, const Case& each,
                     const Request& request) {
  const Keystore keystore{*each.match.key,
                          each.leaf,
                          authorities(each, true),
                          *target.passphrase,
                          alias_for(target, each.judged.facts),
                          target.compatible,
                          target.kind == Kind::jks,
                          request.now};
  return {
      path.filename().string(), true, [keystore] { return keystore.content(); },
      [keystore, path](ByteView existing) { return keystore.is_met_by(existing, path.string()); }};
}

bool needs_passphrase(Kind kind) {
  return kind == Kind::pkcs12 || kind == Kind::java || kind == Kind::jks ||
         kind == Kind::java_trust;
}

Status check_passphrase(const Target& target) {
  return needs_passphrase(target.kind) && target.passphrase == nullptr
             ? fail(ErrorKind::usage, "INSTALL-PKCS12-PASSPHRASE",
                    {arg("file", target.path.string())})
             : Status();
}

struct KindWord {
  Kind kind;
  std::string_view word;
};
constexpr std::array kKinds = {KindWord{Kind::pem, "pem"},
                               KindWord{Kind::pkcs12, "pkcs12"},
                               KindWord{Kind::java, "java"},
                               KindWord{Kind::jks, "jks"},
                               KindWord{Kind::haproxy, "haproxy"},
                               KindWord{Kind::trust, "trust"},
                               KindWord{Kind::java_trust, "java-trust"}};

/// Whether the group of what is there is, without being named, that of the new file as well: it
/// could read what is there, or it is that of who runs this. Nobody else is a group's doing than
/// the owner's, whose file the new one has to be.
bool keeps_group(const files::Held& before) {
  return before.access.group == ::getegid() || (::geteuid() == 0 && before.is_read_by_group());
}

/// Where its group stays the same, the service that reads a key through it goes on to do so. A key
/// that every user could read was never given to a group.
bool keeps_readers(const Target& target, const files::Held& before) {
  return (before.access.mode & S_IRWXO) == 0 &&
         (target.group ? *target.group == before.access.group : keeps_group(before));
}

}  // namespace

Wanted text_file(std::string name, std::string text) {
  return {std::move(name), false, [text]() -> Result<Secret> { return Secret(as_bytes(text)); },
          [text](ByteView existing) { return as_text(existing) == text; }};
}

std::vector<x509::Certificate> authorities(const Case& each, bool with_root) {
  std::vector<x509::Certificate> result;
  const auto& chain = each.judged.chain;
  std::copy_if(chain.begin() + (chain.empty() ? 0 : 1), chain.end(), std::back_inserter(result),
               [with_root](const auto& one) { return with_root || !one.is_self_signed(); });
  return result;
}

std::vector<Wanted> pem_files(const Case& each, const Request& request, bool is_the_orders) {
  const auto file = key_file(each, request);
  const auto leaf = each.leaf.pem();
  return {{"key.pem", true, [file] { return file.content(); },
           [file, is_the_orders](ByteView existing) {
             return is_the_orders || file.is_met_by(existing, "key.pem");
           }},
          text_file("certificate.pem", leaf),
          text_file("fullchain.pem", leaf + pem_of(authorities(each, false))),
          text_file("chain.pem", pem_of(authorities(each, true)))};
}

bool concerns(const Target& target, const Case& each) {
  const auto& facts = each.judged.facts;
  return target.kind != Kind::trust && target.kind != Kind::java_trust &&
         (!target.usage || *target.usage == facts.usage) &&
         (target.structure.empty() || target.structure == facts.structure() ||
          target.structure == number_of(facts));
}

/// Whether a site's id, which whoever wrote the dossier chose, names one entry of a directory.
bool is_plain_name(std::string_view id) {
  return !id.starts_with('.') &&
         std::ranges::none_of(id, [](unsigned char c) { return c == '/' || c < ' ' || c == 0x7F; });
}

Status check_words(const Target& target, std::string_view site) {
  const bool is_trust = target.kind == Kind::trust || target.kind == Kind::java_trust;
  const auto text = target.path.string();
  for (auto at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const auto word = text.substr(at, text.find('}', at) - at + 1);
    const bool is_known =
        word == "{structure}" || word == "{usage}" || (word == "{site}" && !site.empty());
    if (is_trust || !is_known) {
      return fail(ErrorKind::usage, "INSTALL-PLACE-WORD", {arg("path", text), arg("word", word)});
    }
    if (word == "{site}" && !is_plain_name(site)) {
      return fail(ErrorKind::input, "INSTALL-PLACE-SITE", {arg("path", text), arg("site", site)});
    }
  }
  return {};
}

fs::path path_of(const Target& target, const Case& each) {
  const auto& facts = each.judged.facts;
  auto text = target.path.string();
  const bool has_words = text.find('{') != std::string::npos;
  fill_in(text, "{structure}", number_of(facts));
  fill_in(text, "{usage}", to_string(facts.usage));
  fill_in(text, "{site}", each.judged.site);
  fs::path path = text;
  if (!path.has_filename()) {
    path = path.parent_path();  // "pki/"
  }
  return target.kind == Kind::pem && !has_words ? path / number_of(facts) / to_string(facts.usage)
                                                : path;
}

Result<Wanted> target_file(const Target& target, const files::PlaceWay& way, const Case& each,
                           const Request& request) {
  const auto& path = way.place.path;
  auto fine = check_passphrase(target).and_then([&] { return may_replace(target, way, each); });
  if (!fine) {
    return fail(std::move(fine.error()));
  }
  return target.kind == Kind::haproxy ? one_file(each, request, path)
                                      : keystore_file(target, path, each, request);
}

Result<Wanted> trust_file(const Target& target, const files::PlaceWay& way,
                          const std::vector<x509::Certificate>& authorities) {
  if (auto fine = check_passphrase(target); !fine) {
    return fail(std::move(fine.error()));
  }
  const auto& path = target.path;
  const auto existing = files::held_at(way, path.filename().native());
  if (!existing) {
    return fail(existing.error());
  }
  const auto contents =
      *existing ? x509::read_contents((*existing)->content, path.string(), target.passphrase)
                : Result<x509::Contents>(x509::Contents());
  const bool is_other =
      *existing &&
      (!contents || contents->has_private_key ||
       !std::ranges::all_of(contents->certificates, [](auto& one) { return one.facts().is_ca; }));
  if (is_other) {
    return fail(ErrorKind::input, "INSTALL-PKCS12-EXISTS", {arg("path", path.string())});
  }
  if (target.kind == Kind::trust) {
    return text_file(path.filename().string(), pem_of(authorities));
  }
  const TrustStore store{authorities, *target.passphrase, target.compatible};
  return Wanted{
      path.filename().string(), false, [store] { return store.content(); },
      [store, path](ByteView content) { return store.is_met_by(content, path.string()); }};
}

bool holds_key(const files::Held& held, const Target& target, const fs::path& path) {
  const auto contents = x509::read_contents(held.content, path.string(), target.passphrase);
  return contents ? contents->has_private_key : x509::holds_private_key(held.content);
}

Result<files::Rights> rights_for(const Target& target, bool is_secret, const fs::path& path,
                                 const files::Held* before) {
  // Whoever else may read a key is somebody who was named: never every user.
  constexpr unsigned kWidest = 0660;
  constexpr unsigned kOfGroup = S_IRWXG;
  files::Rights rights{is_secret ? files::kPrivate : files::creation_mode(files::kPublic),
                       target.owner, target.group};
  if (before != nullptr && !before->lends_to(target.owner.value_or(before->access.owner))) {
    before = nullptr;
  }
  if (is_secret && target.mode) {
    if ((*target.mode & ~kWidest) != 0 || (*target.mode & S_IRUSR) == 0) {
      return fail(ErrorKind::usage, "INSTALL-MODE", {arg("path", path.string())});
    }
    if (before != nullptr && !target.group && !keeps_group(*before) &&
        (*target.mode & kOfGroup) != 0) {
      return fail(ErrorKind::usage, "INSTALL-MODE-GROUP",
                  {arg("path", path.string()), arg("group", before->access.group)});
    }
    rights.mode = *target.mode;
  } else if (before != nullptr) {
    rights.mode = (is_secret ? files::kPrivate : files::kPublic) & (before->access.mode | S_IRUSR);
    if (is_secret && keeps_readers(target, *before)) {
      rights.mode |= before->lent_to_group & kWidest;
    }
  }
  if (before != nullptr && ::geteuid() == 0) {
    rights.owner = target.owner.value_or(before->access.owner);
    if (!target.group && keeps_group(*before)) {
      rights.group = before->access.group;
    }
    if (*rights.owner == 0 && rights.group.value_or(0) == 0) {
      rights.owner = target.owner;
      rights.group = target.group;
    }
  }
  return rights;
}

bool has_rights(const files::Held& held, const files::Rights& rights, const Target& target,
                bool is_secret) {
  const bool is_owned = (!target.owner || held.access.owner == *target.owner) &&
                        (!target.group || held.access.group == *target.group);
  if (!is_secret) {
    return is_owned && !held.access.is_written_by_others;
  }
  const bool is_exact = target.mode && (rights.mode & S_IROTH) == 0;
  const auto mode = held.access.mode & 0777U;
  // A list would open it to others than the mode says.
  return is_owned && !held.access.has_list &&
         (is_exact ? mode == rights.mode : (mode & ~rights.mode) == 0);
}

}  // namespace dmp::install::detail

namespace dmp::install {

std::string_view to_string(Target::Kind kind) {
  const auto found = std::ranges::find(detail::kKinds, kind, &detail::KindWord::kind);
  return found == detail::kKinds.end() ? std::string_view() : found->word;
}

std::optional<Target::Kind> parse_target_kind(std::string_view word) {
  const auto found = std::ranges::find(detail::kKinds, word, &detail::KindWord::word);
  return found == detail::kKinds.end() ? std::nullopt : std::optional(found->kind);
}

}  // namespace dmp::install
