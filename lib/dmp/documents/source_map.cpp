#include "dmp/documents/detail/value_tree.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::documents {
namespace {

Location place(std::string_view file, std::string_view pointer, SourceMap::Position position) {
  return {std::string(file), std::string(pointer), position.line, position.column};
}

}  // namespace

void SourceMap::add(std::string pointer, Position position) {
  positions_.insert_or_assign(std::move(pointer), position);
}

Location SourceMap::locate(std::string_view file, std::string_view pointer) const {
  if (tree_ != nullptr && positions_.empty()) {
    const auto found = tree_->find(pointer);
    return place(file, pointer, found.id ? tree_->value_position(*found.id) : Position{});
  }
  for (auto ancestor = pointer;; ancestor = ancestor.substr(0, ancestor.rfind('/'))) {
    if (const auto found = positions_.find(ancestor); found != positions_.end()) {
      return place(file, pointer, found->second);
    }
    if (tree_ != nullptr) {
      if (const auto found = tree_->find(ancestor); found.exact) {
        return place(file, pointer, tree_->value_position(*found.id));
      }
    }
    if (ancestor.empty() || ancestor.find('/') == std::string_view::npos) {
      return place(file, pointer, {});
    }
  }
}

Location SourceMap::locate_key(std::string_view file, std::string_view pointer) const {
  if (tree_ != nullptr) {
    if (const auto found = tree_->find(pointer); found.exact) {
      return place(file, pointer, tree_->key_position(*found.id));
    }
  }
  return locate(file, pointer);
}

}  // namespace dmp::documents
