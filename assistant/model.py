"""The only user of LangChain's chat models: the settings become a model that streams text, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.settings import Settings
from knowledge.errors import ServiceDown, UnusableInput

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PROVIDERS = frozenset(
    {
        "openai",
        "ollama",
        "anthropic",
        "google_genai",
        "mistralai",
        "groq",
        "deepseek",
        "azure_openai",
        "xai",
        "together",
    }
)
"""Providers that reach a server the user names; those that would fetch weights by themselves are left out."""

TIMEOUT_S = 120
RETRIES = 2
MAX_TOKENS = 2000
CLIENTS = frozenset({"openai", "httpx", "httpx2", "httpcore", "ollama", "anthropic", "groq", "mistralai", "google"})
"""Packages whose exceptions mean that the server did not answer as it should."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A chat model by its LangChain name; `host` is where text would be sent, empty when it stays on this machine."""

    name: str
    url: str = ""
    key: str = ""

    @property
    def host(self) -> str:
        """The outside host that receives the text, or an empty string for a server on this machine."""
        host = urlsplit(self.url).hostname if self.url else ""
        if host in LOOPBACK or (not self.url and self.name.startswith("ollama:")):
            return ""
        return host or self.name.split(":", 1)[0]

    def stream(self, system: str, user: str) -> Iterator[str]:
        """Yield the answer piece by piece; raises ServiceDown with one Vietnamese sentence when it does not answer."""
        model = _connect(self)
        try:
            for chunk in model.stream([("system", system), ("human", user)]):
                piece = _text(chunk.content)
                if piece:
                    yield piece
        except (OSError, RuntimeError, ValueError) as error:
            raise _down(self, error) from error
        except Exception as error:
            if any(kind.__module__.split(".")[0] in CLIENTS for kind in type(error).__mro__):
                raise _down(self, error) from error
            raise

    def ping(self) -> str:
        """Ask for one word and return it; raises ServiceDown."""
        return "".join(self.stream("Trả lời đúng một từ.", "Chào")).strip()


def open_model(settings: Settings) -> ChatModel | None:
    """Return the chat model that the settings name, or None for the embedded drafter; connects to nothing yet."""
    if not settings.model:
        return None
    provider, colon, name = settings.model.partition(":")
    if not colon or not name or provider not in PROVIDERS:
        allowed = ", ".join(sorted(PROVIDERS))
        raise UnusableInput(
            f"TROLY_MODEL «{settings.model}» không dùng được; ghi dạng nhà-cung-cấp:tên-mô-hình, với nhà cung cấp là một trong: {allowed}."
        )
    return ChatModel(settings.model, settings.model_url, settings.model_key)


def _connect(model: ChatModel) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0.3, "timeout": TIMEOUT_S, "max_retries": RETRIES}
    if model.name.startswith("openai:"):
        options["api_key"] = model.key or "khong-can-khoa"
        options["extra_body"] = {"max_tokens": MAX_TOKENS} if model.url else {}
    elif model.key:
        options["api_key"] = model.key
    if model.url:
        options["base_url"] = model.url
    try:
        connected: BaseChatModel = init_chat_model(model.name, **options)
    except ImportError as error:
        package = f"langchain-{model.name.split(':')[0].replace('_', '-')}"
        raise UnusableInput(
            f"Chưa cài gói {package} cho mô hình {model.name}; cài bằng: pip install {package}."
        ) from error
    return connected


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in content)
    return ""


def _down(model: ChatModel, error: Exception) -> ServiceDown:
    where = model.url or model.name
    return ServiceDown(
        f"Mô hình ngôn ngữ {model.name} tại {where} không trả lời ({type(error).__name__}); kiểm tra máy chủ hoặc bỏ TROLY_MODEL để soạn tại chỗ."
    )
