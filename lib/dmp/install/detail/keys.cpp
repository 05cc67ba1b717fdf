#include "dmp/install/detail/keys.hpp"

#include <algorithm>
#include <utility>

#include "dmp/files/read.hpp"
#include "dmp/record/record.hpp"

namespace dmp::install::detail {
namespace {

void gather_orders(const std::filesystem::path& workspace, Keys& keys) {
  auto orders = record::read_orders(workspace);
  keys.damaged = std::move(orders.errors);
  for (auto& entry : orders.entries) {
    // What somebody else could have put there is as good as damaged.
    if (auto fine = entry.folder.check_own(); !fine) {
      keys.damaged.push_back(std::move(fine.error()));
      continue;
    }
    keys.orders.push_back({std::move(entry.folder), std::move(entry.now)});
  }
}

/// The key file of an order; nothing when it is not there. Where it serves in its folder, a group
/// may read it.
Result<KeyPointer> key_of(const FoundOrder& order, const Secret* passphrase) {
  const auto path = order.folder.key();
  auto content = files::read_own_key_file(path, files::KeyReaders::group);
  if (!content) {
    if (content.error().reason == Reason::not_found) {
      return KeyPointer();
    }
    return fail(std::move(content.error()));
  }
  auto key = open_own_key(*content, path.string(), passphrase);
  if (!key && key.error().reason == Reason::passphrase_needed) {
    auto closed = std::make_shared<FoundKey>();
    closed->place = path.string();
    closed->public_key_sha256 = order.order.public_key_sha256;
    closed->pem = Secret(*content);
    closed->encrypted = true;
    key = std::move(closed);
  }
  return key;
}

bool matches(const KeyPointer& key, const model::CertificateFacts& facts) {
  return key && key->public_key_sha256 == facts.public_key_sha256;
}

/// Why a delivered file, or archive, is not one's own; null: it is.
const Error* foreign_part(const std::string& place, const Request& request) {
  const auto holds = [&place](const Source& source) {
    return source.foreign && (place == source.name || place.starts_with(source.name + "/"));
  };
  const auto found = std::ranges::find_if(request.delivered, holds);
  return found == request.delivered.end() ? nullptr : &*found->foreign;
}

/// Whether a certificate came by a way that is not known.
bool came_by_descriptor(const Leaf& leaf, const Request& request) {
  return std::ranges::any_of(request.delivered, [&leaf](const Source& source) {
    return source.by_descriptor &&
           (leaf.source == source.name || leaf.source.starts_with(source.name + "/"));
  });
}

/// The key that came with the certificate, or with the command line.
KeyPointer carried_key(const Keys& keys, const model::CertificateFacts& facts) {
  for (const auto* carried : {&keys.named, &keys.delivered}) {
    const auto found = std::ranges::find_if(
        *carried, [&facts](const KeyPointer& key) { return matches(key, facts); });
    if (found != carried->end()) {
      return *found;
    }
  }
  return nullptr;
}

bool is_of_any(const KeyPointer& key, const Delivery& delivery) {
  return std::ranges::any_of(
      delivery.leaves, [&key](const Leaf& leaf) { return matches(key, leaf.certificate.facts()); });
}

/// A key that was named must be that of one certificate of the delivery at least.
bool is_named_in_vain(const Keys& keys, const Delivery& delivery) {
  return !keys.named.empty() && std::ranges::none_of(keys.named, [&](const KeyPointer& key) {
    return is_of_any(key, delivery);
  });
}

/// The first of the orders that cannot be read.
std::string first_unread(const Keys& keys) {
  const auto args = keys.damaged.empty() ? Args() : keys.damaged.front().args;
  const auto path = std::ranges::find(args, "path", &Arg::name);
  return path == args.end() ? std::string() : path->value;
}

std::optional<FoundOrder> order_of(const Keys& keys, const std::string& public_key_sha256) {
  const auto found =
      std::ranges::find_if(keys.orders, [&public_key_sha256](const FoundOrder& each) {
        return each.order.public_key_sha256 == public_key_sha256;
      });
  return found == keys.orders.end() ? std::nullopt : std::optional(*found);
}

void expect(const KeyPointer& key, const Keys& keys, Match& match) {
  match.other_key = key->place;
  match.other_order = order_of(keys, key->public_key_sha256);
}

/// Finds the key that one would have expected to be this certificate's.
void expect_elsewhere(const Leaf& leaf, const Delivery& delivery, const Keys& keys, Match& match) {
  const auto& facts = leaf.certificate.facts();
  // The key of another certificate in the same file is in its right place.
  const auto beside = std::ranges::find_if(keys.delivered, [&](const KeyPointer& key) {
    return key->place == leaf.source && !is_of_any(key, delivery);
  });
  if (!keys.named.empty() || beside != keys.delivered.end()) {
    expect(!keys.named.empty() ? keys.named.front() : *beside, keys, match);
    return;
  }
  const auto same = std::ranges::find_if(keys.orders, [&facts](const FoundOrder& each) {
    return each.order.structure == facts.structure() && each.order.usage == facts.usage;
  });
  if (same != keys.orders.end()) {
    match.other_key = same->folder.key().string();
    match.other_order = *same;
  }
}

}  // namespace

Result<Keys> gather_keys(const Request& request, const Delivery& delivery) {
  Keys keys;
  keys.delivered = delivery.keys;
  if (request.key_file) {
    auto named =
        open_keys(request.key_file->content->view(), request.key_file->name, request.passphrase);
    if (!named || request.key_file->foreign) {
      return fail(named ? *request.key_file->foreign : std::move(named.error()));
    }
    keys.named = std::move(*named);
  }
  if (request.workspace) {
    gather_orders(*request.workspace, keys);
  }
  return keys;
}

Result<Match> match_key(const Leaf& leaf, const Delivery& delivery, const Keys& keys,
                        const Request& request) {
  const auto& facts = leaf.certificate.facts();
  Match match;
  match.order = order_of(keys, facts.public_key_sha256);
  Result<KeyPointer> own = KeyPointer();
  if (match.order) {
    own = key_of(*match.order, request.passphrase);
  }
  match.key = carried_key(keys, facts);
  const auto* refusal = match.key ? foreign_part(match.key->place, request) : nullptr;
  if (!match.key || refusal != nullptr) {
    if (!own) {
      return fail(std::move(own.error()));
    }
    match.key = *own;
  }
  if (!match.key && refusal != nullptr) {
    return fail(*refusal);
  }
  if (own && *own && !matches(*own, facts)) {
    match.other_key = (*own)->place;
  } else if (is_named_in_vain(keys, delivery)) {
    expect(keys.named.front(), keys, match);
  } else if (!match.key && !match.order) {
    expect_elsewhere(leaf, delivery, keys, match);
  }
  if (!match.other_key.empty()) {
    match.key = nullptr;
  }
  if (!match.key && !match.order && !keys.damaged.empty()) {
    return fail(keys.damaged.front());
  }
  match.unread_order = match.order ? std::string() : first_unread(keys);
  // Of one named key there is nothing to choose.
  const bool is_the_named = keys.named.size() == 1 && keys.named.front() == match.key;
  match.chosen_by_other =
      match.key && !is_the_named &&
      (foreign_part(leaf.source, request) != nullptr || came_by_descriptor(leaf, request));
  // The order's record of the key is not the key: only the opened file proves that it is the right
  // one.
  if (match.key && match.key->encrypted && !match.key->key && request.stage != Stage::verify) {
    return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
                {arg("file", match.key->place)});
  }
  return match;
}

}  // namespace dmp::install::detail
