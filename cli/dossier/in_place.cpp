#include "dossier/in_place.hpp"

#include "dmp/files/creation_mode.hpp"
#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"
#include "system/output.hpp"

namespace dmp::cli {

Result<std::string> stage_output(files::Transaction& transaction, const std::string& path,
                                 std::span<const std::string> inputs, std::string_view content,
                                 files::WriteMode mode) {
  const auto place = place_of_output(path, inputs);
  const auto held = place ? files::held_own(*place) : fail(place.error());
  if (!held) {
    return fail(held.error());
  }
  files::remove_stale_temporaries(place->has_parent_path() ? place->parent_path() : ".");
  const bool is_there = held->has_value();
  if (is_there && as_text((*held)->content) == content) {
    return "keep";
  }
  const bool is_replaced = is_there && mode == files::WriteMode::replace;
  const auto rights = is_replaced ? (*held)->access.mode & 0777U : files::kPublic;
  const auto staged = transaction.stage(*place, as_bytes(content), rights, mode);
  return staged ? Result<std::string>(is_replaced ? "replace" : "create") : fail(staged.error());
}

Status check_unchanged(const std::string& path, const std::function<bool(ByteView)>& is_same) {
  const auto now = files::read_file(path);
  if (!now || !is_same(*now)) {
    return fail(ErrorKind::environment, "DOSSIER-CHANGED", {arg("path", path)});
  }
  return {};
}

Result<std::string> write_in_place(const std::string& path, std::string_view content,
                                   const std::function<bool(ByteView)>& is_same) {
  files::Transaction transaction;
  auto act = stage_output(transaction, path, {}, content, files::WriteMode::replace);
  if (!act) {
    return act;
  }
  auto done = transaction.commit([&] { return check_unchanged(path, is_same); });
  return done ? act : fail(std::move(done.error()));
}

}  // namespace dmp::cli
