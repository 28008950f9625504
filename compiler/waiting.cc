#include "compiler/waiting.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace compiler {

std::string NameToken(absl::string_view name) { return absl::StrCat("n", name); }
std::string ChildToken(const schema::ObjectKey& key) { return absl::StrCat("c", key.path); }
std::string KeyToken(absl::string_view table_path) { return absl::StrCat("k", table_path); }

std::vector<std::string> NamesIn(absl::string_view token) {
  std::vector<std::string> names = absl::StrSplit(token.substr(1), '\0');
  // The schema of a table may well be that of the search path.
  size_t counted = token.front() == 'c' ? 2 : 1;
  if (names.size() > counted) names.erase(names.begin(), names.end() - static_cast<long>(counted));
  return names;
}

void WaitingTasks::Wait(Task task, std::string token) {
  if (task.order < 0) {
    task.order = static_cast<int>(tasks_.size());
    tasks_.push_back(task);
    states_.push_back(State::kWaiting);
  }
  states_[task.order] = State::kWaiting;
  ++waiting_count_;
  waiters_[std::move(token)].push_back(task.order);
}

void WaitingTasks::Wake(const std::string& token) {
  auto it = waiters_.find(token);
  if (it == waiters_.end()) return;
  for (int order : it->second) {
    if (states_[order] != State::kWaiting) continue;
    states_[order] = State::kReady;
    --waiting_count_;
    ready_.push(order);
  }
  waiters_.erase(it);
}

Task WaitingTasks::Run(int order) {
  states_[order] = State::kRunning;
  return tasks_[order];
}

std::optional<Task> WaitingTasks::PopReady() {
  if (ready_.empty()) return std::nullopt;
  int order = ready_.top();
  ready_.pop();
  return Run(order);
}

std::optional<Task> WaitingTasks::PopForLastTry() {
  for (; last_try_ < tasks_.size(); ++last_try_) {
    if (states_[last_try_] != State::kWaiting) continue;
    --waiting_count_;
    return Run(static_cast<int>(last_try_++));
  }
  return std::nullopt;
}

}  // namespace compiler
